// Command fieldhidden registers what a field of a hidden type holds.
//
//	SIGHUP caught terminates may
package main

import "monitors"

func main() { monitors.New().Run() }
