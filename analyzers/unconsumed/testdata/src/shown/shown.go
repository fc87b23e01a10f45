// Package shown has functions that others give a channel of their own.
package shown

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Shutdown is called by other packages, with a channel that they register, and
// by a test of this one.
func Shutdown(done <-chan struct{}, c chan os.Signal) {
	select {
	case <-done:
	case <-time.After(time.Minute):
	case <-c:
		println("skipping")
	}
}

// Serve has a branch for a signal that only others register.
func Serve(c <-chan os.Signal, reload func()) {
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			reload()
		case syscall.SIGTERM:
			return
		}
	}
}

func served() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	Serve(c, func() {})
}

// One of two channels is registered; the branches serve that one.
func wait(c chan os.Signal, reload func()) {
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			reload()
		case syscall.SIGTERM:
			return
		}
	}
}

func registered(reload func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	wait(c, reload)
}

func never() { wait(make(chan os.Signal), nil) }

func without() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	wait(c, nil)
}

// Nobody else can call it.
func forgotten() {
	c := make(chan os.Signal, 1)
	waitFor(c)
}

func waitFor(c chan os.Signal) {
	<-c // want `^c is received, but no signal is ever registered on it$`
	println("bye")
}

// A test stands in for the signals of the program.
func stop(c <-chan os.Signal) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
