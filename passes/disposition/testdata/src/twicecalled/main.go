// Command twicecalled asks one function for two signals, and one for the
// channels to send them to.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func same(s os.Signal) os.Signal { return s }

func list(s ...os.Signal) []os.Signal { return s }

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, append(list(same(syscall.SIGHUP)), list(same(syscall.SIGUSR1), same(syscall.SIGTERM))...)...)
	for s := range c {
		if s == syscall.SIGTERM {
			return
		}
		os.Remove("x")
	}
}
