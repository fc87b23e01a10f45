// Package unhandled is told apart from the silent cases, which receive the same signals.
package unhandled

import (
	"os"
	"os/signal"
	"syscall"
)

func unhandled() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM) // want `^SIGHUP is registered on c, but no branch handles it; it is lost$`
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			return
		}
	}
}

// A default clause that is empty is a decision.
func emptyDefault() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGXCPU, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			return
		default:
		}
	}
}
