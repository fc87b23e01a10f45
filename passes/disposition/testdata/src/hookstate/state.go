// Package hookstate keeps functions of os/signal where tests can replace them.
package hookstate

import (
	"os"
	"os/signal"
)

// A State is what a program shares.
type State struct {
	Notify func(chan<- os.Signal, ...os.Signal)
	Stop   func(chan<- os.Signal)
	Other  func(chan<- os.Signal, string)
}

// New returns the state of a program.
func New() *State {
	return &State{Notify: signal.Notify, Stop: signal.Stop, Other: func(chan<- os.Signal, string) {}}
}

// A Notifier registers channels.
type Notifier interface {
	Notify(c chan<- os.Signal, sig ...os.Signal)
}

// Real returns the Notifier of programs.
func Real() Notifier { return notifier{} }

type notifier struct{}

func (notifier) Notify(c chan<- os.Signal, sig ...os.Signal) { signal.Notify(c, sig...) }
