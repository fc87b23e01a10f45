// Package signaltable has a handler for each signal that its user names.
package signaltable

import (
	"log"
	"os"
	"os/signal"
)

// A Table holds what is done on each signal.
type Table struct{ handlers map[os.Signal]func(os.Signal) }

// New returns an empty table.
func New() *Table { return &Table{handlers: make(map[os.Signal]func(os.Signal))} }

// Register adds a handler.
func (t *Table) Register(s os.Signal, h func(os.Signal)) {
	if _, ok := t.handlers[s]; !ok {
		t.handlers[s] = h
	}
}

// Start starts the handling.
func (t *Table) Start() { go t.loop() }

func (t *Table) loop() {
	var sigs []os.Signal
	for s := range t.handlers {
		sigs = append(sigs, s)
	}
	c := make(chan os.Signal, len(sigs))
	signal.Notify(c, sigs...)
	for s := range c {
		if h, ok := t.handlers[s]; ok {
			h(s)
		}
	}
}

// Term ends the program.
func Term(s os.Signal) {
	log.Printf("%v: terminate", s)
	os.Exit(0)
}

// Ignore does nothing.
func Ignore(s os.Signal) { log.Printf("%v: ignore", s) }
