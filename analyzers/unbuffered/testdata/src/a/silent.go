package a

import (
	"os"
	"os/signal"
	"syscall"

	"made"
)

func buffered() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
}

// Nobody can receive from it: the signals are swallowed on purpose.
func inline() {
	signal.Notify(make(chan os.Signal), syscall.SIGHUP)
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
}

// Made elsewhere, with a size that is not known here.
func foreignMade() {
	c := made.Room()
	signal.Notify(c, syscall.SIGHUP)
	<-c
}

func sized(n int) {
	c := make(chan os.Signal, n)
	signal.Notify(c, syscall.SIGHUP)
	<-c
}

// The caller makes it.
func Given(c chan os.Signal) {
	signal.Notify(c, syscall.SIGHUP)
	<-c
}

// Not registered: filled by the program itself, which waits.
func internal() {
	c := make(chan os.Signal)
	go func() { c <- os.Interrupt }()
	<-c
}

// Registered is the buffered one.
func relayed() {
	c := make(chan os.Signal, 1)
	out := make(chan os.Signal)
	signal.Notify(c, syscall.SIGHUP)
	go func() {
		for s := range c {
			out <- s
		}
	}()
	<-out
}

var assignedLater chan os.Signal

func setup() { assignedLater = make(chan os.Signal, 1) }

func later() {
	signal.Notify(assignedLater, syscall.SIGHUP)
	<-assignedLater
}

type fillable struct{ signals <-chan os.Signal }

// What is registered is buffered; what a test fills in instead is not registered.
func (s *fillable) serve() {
	got := s.signals
	if got == nil {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		got = c
	}
	<-got
}

func fed() {
	c := make(chan os.Signal)
	go func() { c <- os.Interrupt }()
	(&fillable{c}).serve()
}

type registered struct{ signals chan os.Signal }

func newRegistered() *registered { return &registered{make(chan os.Signal, 1)} }

// A test fills the field with a channel of its own.
func (r *registered) listen() {
	signal.Notify(r.signals, syscall.SIGHUP)
	<-r.signals
}
