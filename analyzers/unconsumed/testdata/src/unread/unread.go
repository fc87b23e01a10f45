// Package unread registers signals that nothing receives.
package unread

import (
	"os"
	"os/signal"
	"syscall"
)

func unread() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP) // want `^c is registered for SIGHUP and never received; the signal is lost$`
	select {}
}

func several() {
	sigs := make(chan os.Signal, 1)
	signal.Notify(sigs, syscall.SIGHUP, syscall.SIGTERM) // want `^sigs is registered for SIGHUP and SIGTERM and never received; the signals are lost$`
	select {}
}

type server struct{ unread, read chan os.Signal }

func (s *server) listen() {
	s.unread = make(chan os.Signal, 1)
	s.read = make(chan os.Signal, 1)
	signal.Notify(s.unread, syscall.SIGUSR1) // want `s.unread is registered for SIGUSR1 and never received`
	signal.Notify(s.read, syscall.SIGUSR2)
}

func (s *server) wait() os.Signal { return <-s.read }

func sibling() {
	c := make(chan os.Signal, 1)
	signal.Notify(make(chan os.Signal, 1), syscall.SIGTERM) // want `^the channel made here is registered for SIGTERM; c, which is received, is not$`
	<-c
}

func never() {
	c := make(chan os.Signal, 1)
	<-c // want `^c is received, but no signal is ever registered on it$`
}

// The comment above the make is about the signals.
func forTheChild(wait func() error) error {
	// Ignore the signals that the child handles itself: the terminal sends
	// them to the whole group.
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGQUIT)
	defer signal.Stop(c)
	return wait()
}

// This one is about the buffer.
func buffered() {
	// Buffered, or signals are dropped.
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP) // want `c is registered for SIGHUP and never received`
}
