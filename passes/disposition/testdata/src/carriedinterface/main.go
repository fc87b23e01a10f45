// Command carriedinterface gets the type behind an interface.
//
//	SIGHUP caught continues may
package main

import "indirect/c"

func main() { c.Make().Run() }
