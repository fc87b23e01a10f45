// Receives from a field that another package registers.
//
// SIGUSR1 caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"syscall"

	"field"
)

func main() {
	w := field.NewWatcher()
	for {
		switch <-w.Signals {
		case syscall.SIGUSR1:
			os.ReadFile("log")
		default:
			os.Exit(0)
		}
	}
}
