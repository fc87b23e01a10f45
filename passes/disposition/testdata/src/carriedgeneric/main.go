// Command carriedgeneric lets a generic function call the method.
//
//	SIGHUP caught continues may
package main

import "indirect/b"

func main() { b.Start(b.New()) }
