// Command waits lets a helper wait, and decides by what it returns.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import (
	"os"
	"syscall"

	"lib"
)

func main() {
	for lib.Wait() == syscall.SIGHUP {
		os.Remove("cache")
	}
}
