// Package helper takes channels.
package helper

import (
	"os"
	"os/signal"
	"syscall"
)

// Wait returns when the program is to end.
func Wait(c <-chan os.Signal) {
	for s := range c {
		if s == syscall.SIGTERM {
			return
		}
	}
}

// Register registers for the caller.
func Register(c chan<- os.Signal) { signal.Notify(c, syscall.SIGHUP) }
