// Registers a channel that another package receives from.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"

	"field"
)

func main() {
	d := &field.Daemon{Sig: make(chan os.Signal, 1)}
	signal.Notify(d.Sig, syscall.SIGHUP, syscall.SIGTERM)
	d.Run()
}
