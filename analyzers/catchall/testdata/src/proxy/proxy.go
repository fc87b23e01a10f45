// Package proxy forwards signals to a child.
package proxy

import (
	"os"
	"os/signal"
	"syscall"
)

// SIGURG is the runtime's; the rest goes to the child. A proxy must catch all.
func forward(child *os.Process) {
	c := make(chan os.Signal, 128)
	signal.Notify(c)
	for s := range c {
		if s == syscall.SIGURG {
			continue
		}
		child.Signal(s)
	}
}

// To ignore all signals is no proxy's work.
func ignore() {
	signal.Ignore() // want `ignores all of them`
}
