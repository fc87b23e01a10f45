// Package hup hands signals to others.
package hup

import (
	"os"
	"os/signal"
	"syscall"
)

// Chan gets each SIGHUP.
func Chan() <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	return c
}

// Each calls a function for each SIGHUP that a channel gets.
func Each(c <-chan os.Signal, do func()) {
	for range c {
		do()
	}
}
