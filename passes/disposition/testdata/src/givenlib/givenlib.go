// Package givenlib registers what it is given: by methods of an interface, by
// functions in fields, and by functions that yield options.
package givenlib

import (
	"os"
	"os/signal"
	"syscall"
)

// A Signaler does what os/signal does.
type Signaler interface {
	Handle(s os.Signal, f func())
	Channel(s ...os.Signal) <-chan os.Signal
	Ignore(s ...os.Signal)
	Send(pid int, s os.Signal) error
}

// New returns the Signaler of programs.
func New() Signaler { return signaler{} }

type signaler struct{}

func (signaler) Handle(s os.Signal, f func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s)
	go func() {
		for range c {
			f()
		}
	}()
}

func (signaler) Channel(s ...os.Signal) <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s...)
	return c
}

func (signaler) Ignore(s ...os.Signal) { signal.Ignore(s...) }

func (signaler) Send(pid int, s os.Signal) error { return syscall.Kill(pid, s.(syscall.Signal)) }

// Funcs are functions that tests replace.
type Funcs struct {
	Wait func(s ...os.Signal) os.Signal
	Mute func(s ...os.Signal)
	Skip func(s ...os.Signal)
}

// Std returns the functions of programs.
func Std() *Funcs {
	return &Funcs{Wait: wait, Mute: signal.Ignore, Skip: signal.Reset}
}

func wait(s ...os.Signal) os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s...)
	return <-c
}

// An Option sets an option.
type Option func(*options)

type options struct{ list []os.Signal }

// With waits for these signals.
func With(s ...os.Signal) Option { return func(o *options) { o.list = s } }

// Also waits for another signal.
func Also(s os.Signal) Option { return func(o *options) { o.list = append(o.list, s) } }

// Run waits for signals.
func Run(opts ...Option) {
	o := &options{list: []os.Signal{syscall.SIGTERM}}
	for _, opt := range opts {
		opt(o)
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, o.list...)
	<-c
}

// A Taker takes signals; who implements it is not told here.
type Taker interface {
	Take(s ...os.Signal)
	On(s os.Signal, f func())
	Send(s os.Signal) error
}

// Use is given a Taker.
func Use(t Taker, s os.Signal) { t.On(s, func() {}) }

// A Mux calls functions for signals.
type Mux struct{}

// On calls a function for a signal.
func (*Mux) On(s os.Signal, f func()) { signaler{}.Handle(s, f) }
