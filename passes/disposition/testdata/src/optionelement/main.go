// Command optionelement names a signal in a list that the struct has already.
//
//	SIGHUP caught terminates
//	SIGINT caught terminates
//	SIGTERM caught terminates
package main

import (
	"os"
	"syscall"

	"options"
)

func main() {
	list := make([]os.Signal, 1)
	w := &options.Waiter{Signals: list}
	list[0] = syscall.SIGHUP
	w.Wait(nil)
}
