// Command rungot adds it to what a package returns that tells nothing.
//
//	SIGHUP caught terminates
package main

import (
	"coldroot"
	"keeper"
)

func main() {
	coldroot.Hidden().AddCommand(keeper.New())
	coldroot.Main()
}
