// want package:`handlers\(4\)`

// Package lib helps programs with signals.
package lib

import (
	"os"
	"os/signal"
	"syscall"
)

func Register(c chan<- os.Signal, sigs ...os.Signal) { // want Register:`^reaches\(notify 0 \)$`
	signal.Notify(c, sigs...)
}

func Dumps() <-chan os.Signal { // want Dumps:`^reaches\(SIGUSR1 unknown; result 0 SIGUSR1\)$`
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	return c
}

func Wait() os.Signal { // want Wait:`^reaches\(SIGHUP terminates, SIGTERM terminates; wait 0 SIGHUP, SIGTERM\)$`
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	return <-c
}

func OnDump(f func()) { // want OnDump:`^reaches\(SIGUSR2 unknown; callback 0 SIGUSR2\)$`
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	go func() {
		for range c {
			f()
		}
	}()
}

func Consume(c <-chan os.Signal) { // want Consume:`^reaches\(receive 0 \)$`
	for s := range c {
		if s == syscall.SIGTERM {
			os.Exit(0)
		}
	}
}

func Reload() { // want Reload:`^reaches\(SIGHUP continues\)$`
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.Remove("cache")
	}
}

// All that it does is call another.
func Indirect() { go func() { Reload() }() } // want Indirect:`^reaches\(SIGHUP continues\)$`

// Nothing to do with signals.
func Plain() { os.Remove("cache") }

// Not for others.
func hidden() { Reload() }
