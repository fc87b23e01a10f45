// Command carriedmethod calls a method of a type whose package it does not import.
//
//	SIGHUP caught continues
package main

import "indirect/c"

func main() {
	srv := c.Pass()
	srv.Run()
}
