// Package a closes registered channels.
package a

import (
	"os"
	"os/signal"
	"syscall"
)

func closed() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	go func() {
		for range c {
		}
	}()
	close(c) // want `^c is closed without signal.Stop; the next signal panics in os/signal$`
}

type server struct{ c chan os.Signal }

func (s *server) listen() {
	s.c = make(chan os.Signal, 1)
	signal.Notify(s.c, os.Interrupt)
	<-s.c
}

func (s *server) shut() {
	close(s.c) // want `s.c is closed without signal.Stop`
}

func deferred() {
	c := make(chan os.Signal, 1)
	defer close(c) // want `c is closed without`
	signal.Notify(c, os.Interrupt)
	<-c
}

// Stop waits until no signal is on its way; then close is safe.
func stopped() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
	signal.Stop(c)
	close(c)
}

func deferredBoth() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	defer close(c)
	defer signal.Stop(c)
	<-c
}

// Stopped by another function of the package.
func apart() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
	finish(c)
	close(c)
}

func finish(c chan os.Signal) { signal.Stop(c) }

// Never registered.
func plain() {
	c := make(chan os.Signal, 1)
	close(c)
	<-c
}

// Another channel is closed.
func done() {
	c, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(c, syscall.SIGHUP)
	<-c
	close(done)
}

// Whoever gets the channel may stop it.
func given(use func(chan os.Signal)) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	use(c)
	close(c)
}
