// Command rungiven gives it to a package that tells nothing.
//
//	SIGHUP caught terminates
package main

import (
	"coldroot"
	"keeper"
)

func main() {
	coldroot.Add(keeper.New())
	coldroot.Main()
}
