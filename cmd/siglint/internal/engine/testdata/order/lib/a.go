package lib

import (
	"os"
	"os/signal"
	"syscall"
)

type Waiter interface{ Wait() error }

type Poller struct{ fd int }

func (p *Poller) Wait() error {
	_, err := syscall.EpollWait(p.fd, nil, -1)
	return err
}

// Either call may be the one that is interrupted.
func Both(fd int) error {
	if err := reap(fd); err != nil {
		return err
	}
	return lock(fd)
}

var stop = make(chan os.Signal, 1)

func init() { signal.Notify(stop, syscall.SIGTERM) }
