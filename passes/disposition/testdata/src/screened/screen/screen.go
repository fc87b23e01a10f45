// Package screen calls what was set behind an interface when the size changes.
package screen

import (
	"os"
	"os/signal"
	"syscall"
)

type tty struct {
	sig chan os.Signal
	cb  func()
}

// NotifyResize sets what is called.
func (t *tty) NotifyResize(cb func()) { t.cb = cb }

// Start receives.
func (t *tty) Start() {
	signal.Notify(t.sig, syscall.SIGWINCH, syscall.SIGHUP)
	go func() {
		for range t.sig {
			if cb := t.cb; cb != nil {
				cb()
			}
		}
	}()
}

// A Screen has a terminal.
type Screen struct {
	tty interface {
		Start()
		NotifyResize(func())
	}
	resized chan int
}

// New makes one.
func New() *Screen { return &Screen{&tty{sig: make(chan os.Signal, 1)}, make(chan int, 1)} }

// Poll waits for a change.
func (s *Screen) Poll() {
	s.tty.Start()
	s.tty.NotifyResize(func() { s.resized <- 1 })
	<-s.resized
}
