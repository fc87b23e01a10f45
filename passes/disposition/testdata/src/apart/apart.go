// Package apart is given the signals by one method, and the channel by another.
package apart

import (
	"os"
	"os/signal"
)

// A Set holds signals.
type Set struct{ m map[os.Signal]bool }

// Add adds a signal.
func (s *Set) Add(x os.Signal) {
	if s.m == nil {
		s.m = make(map[os.Signal]bool)
	}
	s.m[x] = true
}

// Notify registers a channel for all of them.
func (s *Set) Notify(c chan<- os.Signal) {
	for x := range s.m {
		signal.Notify(c, x)
	}
}
