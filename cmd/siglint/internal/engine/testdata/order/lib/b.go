package lib

import (
	"os/signal"
	"syscall"
)

type Child struct{ pid int }

func (c *Child) Wait() error {
	_, err := syscall.Wait4(c.pid, nil, 0, nil)
	return err
}

func reap(pid int) error {
	_, err := syscall.Wait4(pid, nil, 0, nil)
	return err
}

// Signals are registered in another file, and in main.
func Listen(reload func() error, hup bool) {
	if hup {
		signal.Notify(stop, syscall.SIGHUP)
	}
	signal.Notify(stop, syscall.SIGUSR1, syscall.SIGINT)
	go serve(reload)
}
