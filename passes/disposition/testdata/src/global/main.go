// Keeps its channel in a package variable, received in another function.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

var sigs = make(chan os.Signal, 1)

func main() {
	go listen()
	signal.Notify(sigs, syscall.SIGHUP, syscall.SIGTERM)
	select {}
}

func listen() {
	for sig := range sigs {
		switch sig {
		case syscall.SIGHUP:
			reload()
		case syscall.SIGTERM:
			os.Exit(0)
		}
	}
}

func reload() { _ = os.Chdir("/") }
