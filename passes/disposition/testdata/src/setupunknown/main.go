// Command setupunknown does not know what it asks for, and has somebody else
// call a function.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import (
	"os"

	"setups"
)

func apply(f func(bool), quiet bool) {
	f(quiet)
	setups.Logging(false, len(os.Args) > 1)
}

func main() {
	apply(setups.Files, false)
	select {}
}
