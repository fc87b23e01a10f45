// Command runglobal adds it to a variable of a package that tells nothing.
//
//	SIGHUP caught terminates
package main

import (
	"coldroot"
	"keeper"
)

func main() {
	coldroot.Root.AddCommand(keeper.New())
	coldroot.Main()
}
