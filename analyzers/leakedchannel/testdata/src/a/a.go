// Package a registers channels in loops.
package a

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

func leaks() {
	for {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP) // want `^c is registered on every turn of the loop and never stopped; os/signal keeps them all$`
		select {
		case <-c:
		case <-time.After(time.Second):
		}
	}
}

func ranged(jobs []func()) {
	for _, job := range jobs {
		sigs := make(chan os.Signal, 1)
		signal.Notify(sigs, os.Interrupt) // want `sigs is registered on every turn`
		job()
		<-sigs
	}
}

// Given back at the end of each turn.
func stopped() {
	for {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		<-c
		signal.Stop(c)
	}
}

// One channel, registered once.
func before() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
	}
}

// One channel, registered again: os/signal has it once.
func again() {
	c := make(chan os.Signal, 1)
	for {
		signal.Notify(c, syscall.SIGHUP)
		<-c
	}
}

// A loop over signals, one channel each.
func each(sigs []os.Signal) map[os.Signal]chan os.Signal {
	m := make(map[os.Signal]chan os.Signal)
	for _, s := range sigs {
		c := make(chan os.Signal, 1)
		signal.Notify(c, s)
		m[s] = c
	}
	return m
}

// Whoever gets the channel may stop it.
func given(use func(chan os.Signal)) {
	for {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		use(c)
	}
}

// A literal of its own in the loop is another function.
func once(start func(func())) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range 3 {
		start(func() { <-c })
	}
}

// A function that registers for its own length, called again and again.
func session(done <-chan struct{}) error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt) // want `^c is registered by every call of session and never stopped; os/signal keeps them all$`
	select {
	case <-c:
	case <-done:
	}
	return nil
}

func sessions(done <-chan struct{}) {
	for {
		if err := session(done); err != nil {
			return
		}
	}
}

// The same, given back.
func tidy(done <-chan struct{}) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	defer signal.Stop(c)
	<-done
}

// Registered at most once.
var hup chan os.Signal

func lazily() {
	if hup == nil {
		hup = make(chan os.Signal, 1)
		signal.Notify(hup, syscall.SIGHUP)
	}
	<-hup
}

// Called a few times, or once a worker.
func worker() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
}

func calls(done <-chan struct{}, n int) {
	for range n {
		go worker()
	}
	for {
		tidy(done)
		lazily()
		go worker()
		select {
		case <-done:
			worker()
			return
		default:
		}
	}
}

// The loop ends with the first call.
func firstOnly() {
	for {
		worker()
		return
	}
}
