// Package monitor ends a runner on a signal.
package monitor

import (
	"os"
	"os/signal"
	"syscall"
)

type monitor struct {
	signals []os.Signal
	run     func(<-chan os.Signal)
}

// New monitors for SIGINT, SIGTERM and the signals that are given.
func New(run func(<-chan os.Signal), signals ...os.Signal) interface{ Run() } {
	signals = append(signals, syscall.SIGINT, syscall.SIGTERM)
	return &monitor{signals: signals, run: run}
}

func (m *monitor) Run() {
	c := make(chan os.Signal, 8)
	signal.Notify(c, m.signals...)
	m.run(c)
}
