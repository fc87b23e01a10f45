// Package unregistered is told apart from the silent cases, which receive the same signals.
package unregistered

import (
	"os"
	"os/signal"
	"syscall"
)

func reload() {}

func unregistered() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			return
		case syscall.SIGTTIN: // want `^SIGTTIN is never registered on c; this branch never runs, and the signal keeps its default action$`
			reload()
		}
	}
}
