// Package b does not import os/signal.
package b

import (
	"os"
	"syscall"
)

// A process is killed, not handled.
func stop(p *os.Process) error {
	if err := p.Signal(syscall.SIGSTOP); err != nil {
		return err
	}
	return p.Signal(os.Kill)
}
