// Package monitors keeps the signals to register in exported fields, of a type
// that only it can reach, of one that others can fill, and of one that is
// decoded.
package monitors

import (
	"encoding/json"
	"os"
	"os/signal"
	"syscall"
)

// A Runner runs.
type Runner interface{ Run() }

type hidden struct{ Signals []os.Signal }

// New returns a hidden one.
func New() Runner { return &hidden{Signals: []os.Signal{syscall.SIGHUP}} }

func (h *hidden) Run() { wait(h.Signals) }

// Shown can be filled by others.
type Shown struct{ Signals []os.Signal }

// Run waits.
func (s *Shown) Run() { wait(s.Signals) }

// NewShown returns one that is filled already.
func NewShown() *Shown { return &Shown{Signals: []os.Signal{syscall.SIGHUP}} }

type decoded struct{ Signals []syscall.Signal }

// Decode runs one that is read.
func Decode(text []byte) {
	d := &decoded{Signals: []syscall.Signal{syscall.SIGHUP}}
	json.Unmarshal(text, d)
	c := make(chan os.Signal, 1)
	for _, s := range d.Signals {
		signal.Notify(c, s)
	}
	<-c
	os.Exit(0)
}

func wait(signals []os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, signals...)
	<-c
	os.Exit(0)
}
