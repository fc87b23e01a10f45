// Package lib helps programs with signals.
package lib

import (
	"os"
	"os/signal"
	"syscall"
)

// Register registers.
func Register(c chan<- os.Signal, sigs ...os.Signal) { signal.Notify(c, sigs...) }

// Dumps returns a registered channel.
func Dumps() <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	return c
}

// Wait waits for the end, or for a reload.
func Wait() os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	defer signal.Stop(c)
	return <-c
}

// On calls f whenever a signal comes.
func On(f func(), sigs ...os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	go func() {
		for range c {
			f()
		}
	}()
}

// OnDump calls f for SIGUSR1.
func OnDump(f func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for range c {
			f()
		}
	}()
}

// Consume receives what others register.
func Consume(c <-chan os.Signal) {
	for s := range c {
		if s == syscall.SIGTERM {
			os.Exit(0)
		}
	}
}

// Unused registers, but nobody calls it.
func Unused() { signal.Notify(make(chan os.Signal, 1), syscall.SIGUSR2) }
