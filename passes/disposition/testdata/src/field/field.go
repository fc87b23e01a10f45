// Package field has channels in exported places.
package field

import (
	"os"
	"os/signal"
	"syscall"
)

// A Daemon receives what its maker registers.
type Daemon struct{ Sig chan os.Signal }

func (d *Daemon) Run() {
	for s := range d.Sig {
		if s == syscall.SIGHUP {
			os.ReadFile("conf")
			continue
		}
		return
	}
}

// A Watcher registers what its owner receives.
type Watcher struct{ Signals chan os.Signal }

func NewWatcher() *Watcher {
	w := &Watcher{make(chan os.Signal, 1)}
	signal.Notify(w.Signals, syscall.SIGUSR1, syscall.SIGTERM)
	return w
}
