// Package someasked asks for the signals that it is given, or for those that end programs.
package someasked

import (
	"os"
	"os/signal"
	"syscall"
)

// Wait waits for one of the signals.
func Wait(sigs ...os.Signal) {
	c := make(chan os.Signal, 1)
	if len(sigs) == 0 {
		signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	} else {
		signal.Notify(c, sigs...)
	}
	<-c
}

// Handle calls a function for the signals, if there are any.
func Handle(f func(), sigs ...os.Signal) {
	if len(sigs) < 1 {
		return
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	go func() {
		for range c {
			f()
		}
	}()
}

// Any calls a function for the signals, or for all of them.
func Any(f func(), sigs ...os.Signal) {
	if len(sigs) == 0 {
		println("all signals")
	}
	Handle(f, sigs...)
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	go func() {
		for range c {
			f()
		}
	}()
}
