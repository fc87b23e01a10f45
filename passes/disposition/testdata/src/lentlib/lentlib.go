// Package lentlib keeps handlers in maps that others make.
package lentlib

import (
	"os"
	"os/signal"
)

// Handlers maps signals to what is done.
type Handlers map[os.Signal]func()

// On adds a handler.
func (h Handlers) On(s os.Signal, f func()) { h[s] = f }

// Serve calls the handlers.
func (h Handlers) Serve() {
	c := make(chan os.Signal, 1)
	for s := range h {
		signal.Notify(c, s)
	}
	for s := range c {
		h[s]()
	}
}
