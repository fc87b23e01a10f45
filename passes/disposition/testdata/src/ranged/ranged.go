// Ranges over signals that an iterator yields.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"iter"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	for s := range arriving(syscall.SIGHUP, syscall.SIGTERM) {
		if s == syscall.SIGTERM {
			break
		}
		_ = os.Chdir("/")
	}
}

func arriving(sigs ...os.Signal) iter.Seq[os.Signal] {
	return func(yield func(os.Signal) bool) {
		c := make(chan os.Signal, 1)
		signal.Notify(c, sigs...)
		defer signal.Stop(c)
		for s := range c {
			if !yield(s) {
				return
			}
		}
	}
}
