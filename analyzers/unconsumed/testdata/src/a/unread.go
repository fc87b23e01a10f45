// Package a has signals that are acted on, or swallowed on purpose.
package a

import (
	"os"
	"os/signal"
	"syscall"
)

// A deliberate way to swallow a signal, without children inheriting it.
func inline() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	select {}
}

// A name that says so.
func ignored() {
	ignore := make(chan os.Signal, 1)
	signal.Notify(ignore, syscall.SIGHUP)
	discard := make(chan os.Signal, 1)
	signal.Notify(discard, syscall.SIGHUP)
	select {}
}

// A comment that says so.
func commented() {
	c := make(chan os.Signal, 1)
	// Ignore SIGHUP, so that the terminal may go.
	signal.Notify(c, syscall.SIGHUP)
	select {}
}

// SIGPIPE alone: writes fail instead of killing.
func pipe() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGPIPE)
	select {}
}

// A second channel gets the signal too.
func second() {
	a := make(chan os.Signal, 1)
	signal.Notify(a, syscall.SIGALRM)
	b := make(chan os.Signal, 1)
	signal.Notify(b, syscall.SIGALRM)
	for range b {
		reload()
	}
}

// Whoever gets the channel may receive from it.
func passed(use func(<-chan os.Signal)) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	use(c)
}

func returned() <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	return c
}

// Signals is received by importers.
var Signals = make(chan os.Signal, 1)

func exported() { signal.Notify(Signals, syscall.SIGHUP) }

// Server is set up here and run elsewhere.
type Server struct{ Signals chan os.Signal }

func NewServer() *Server {
	s := &Server{make(chan os.Signal, 1)}
	signal.Notify(s.Signals, syscall.SIGHUP)
	return s
}

func inMap() map[string]chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	return map[string]chan os.Signal{"hup": c}
}

// Fed by the program itself.
func fed() {
	c := make(chan os.Signal, 1)
	go func() { c <- os.Interrupt }()
	<-c
}

// Closed by the program itself.
func closing() {
	c := make(chan os.Signal)
	go close(c)
	<-c
}
