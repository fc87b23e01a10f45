// Package a has a type whose method handles a signal.
package a

import (
	"os"
	"os/signal"
	"syscall"
)

// A T runs until it is told not to.
type T struct{}

// New makes a T.
func New() *T { return new(T) }

// Run handles SIGHUP.
func (*T) Run() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.ReadFile("x")
	}
}
