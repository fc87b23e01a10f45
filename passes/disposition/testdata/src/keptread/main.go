// Calls a function by a variable of another package.
//
// SIGHUP caught continues
package main

import "kept"

func main() { kept.OldName() }
