// Hands the sending half of its channel to the helper that registers it.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	register(c)
	run(c)
}

func register(c chan<- os.Signal) { signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM) }

func run(c <-chan os.Signal) {
	for {
		if s := <-c; s != syscall.SIGHUP {
			return
		}
		reload()
	}
}

func reload() { _ = os.Chdir("/") }
