// Package options waits for the signals that its user names.
package options

import (
	"os"
	"os/signal"
	"syscall"
)

// A Waiter waits for Signals, by default SIGINT and SIGTERM.
type Waiter struct {
	Signals []os.Signal
	Also    []os.Signal
}

// Wait waits for one of the signals, or calls f for one of the others.
func (w *Waiter) Wait(f func()) {
	sigs := w.Signals
	if len(sigs) == 0 {
		sigs = []os.Signal{os.Interrupt, syscall.SIGTERM}
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	<-c
}

// Remove removes a file whenever one of the others comes.
func (w *Waiter) Remove() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, w.Also...)
	for range c {
		os.Remove("x")
	}
}
