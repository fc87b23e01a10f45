package a

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

func reload() {}

// Each signal has its branch.
func handled() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			reload()
		case syscall.SIGTERM:
			return
		}
	}
}

// The default branch is one too.
func byDefault() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			reload()
		default:
			return
		}
	}
}

// What is logged is not swallowed unseen.
func logged() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		if s == syscall.SIGTERM {
			return
		}
		log.Printf("ignoring %v", s)
	}
}

// An empty case is a decision.
func emptyCase() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			// nothing to do
		case syscall.SIGTERM:
			return
		}
	}
}

// A loop that looks at no signal swallows them on purpose.
func drained() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
	}
}

// What stands after the switch is done for every signal.
func common() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			log.Print("asked to reload")
		}
		reload()
	}
}

// A function decides.
func decided(ends func(os.Signal) bool) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		if ends(s) {
			return
		}
	}
}

// Signals that end the program are received once.
func last() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	<-c
	reload()
	select {}
}

// Wait returns to callers who know what comes after.
func Wait() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGTRAP)
	<-c
}

// Given back after the first.
func givenBack() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
	signal.Stop(c)
	reload()
	select {}
}

// The process ends at once.
func ends() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	go func() {
		<-c
		os.Exit(1)
	}()
	select {}
}

// Registered by the caller, with more than is seen here.
func receiver(c <-chan os.Signal) {
	for s := range c {
		switch s {
		case syscall.SIGUSR2:
			reload()
		}
	}
}

// Registered for what the caller says.
func configured(sigs ...os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	for s := range c {
		if s == syscall.SIGUSR2 {
			reload()
		}
	}
}

// Two receivers share the work.
func shared() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	go func() {
		for s := range c {
			if s == syscall.SIGHUP {
				reload()
			}
		}
	}()
	for s := range c {
		if s == syscall.SIGTERM {
			return
		}
	}
}

// StopOn ends at the signals that importers name.
func StopOn(done <-chan bool, stop func(), signals ...os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, signals...)
	go func() {
		select {
		case <-done:
		case <-c:
			stop()
		}
	}()
}
