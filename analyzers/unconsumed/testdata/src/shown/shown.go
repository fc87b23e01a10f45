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

// One function acts on what two channels get.
func twoChannels() {
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGTERM, syscall.SIGHUP)
		for sig := range c {
			handle(sig)
		}
	}()
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, os.Interrupt)
		handle(<-c)
	}()
}

func handle(sig os.Signal) {
	switch sig {
	case syscall.SIGHUP:
		os.ReadFile("config")
	case syscall.SIGTERM:
		os.Exit(0)
	case syscall.SIGINT:
		os.Exit(1)
	}
}

// Others may call it with what they like.
func Handle(sig os.Signal) {
	if sig == syscall.SIGUSR1 {
		os.ReadFile("config")
	}
}

func handled() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	for sig := range c {
		Handle(sig)
	}
}

// Called for one channel only.
func only(sig os.Signal) {
	switch sig {
	case syscall.SIGTTIN: // want `^SIGTTIN is never registered on c; this branch never runs`
		os.ReadFile("config")
	case syscall.SIGTERM:
		os.Exit(0)
	}
}

func oneChannel() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	for sig := range c {
		only(sig)
	}
}
