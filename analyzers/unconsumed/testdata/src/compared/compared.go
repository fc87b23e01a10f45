// Package compared is told apart from the silent cases, which receive the same signals.
package compared

import (
	"os"
	"os/signal"
	"syscall"
)

func compared(done chan struct{}) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, os.Interrupt) // want `SIGUSR1 is registered on c, but no branch`
	go func() {
		for {
			if s := <-c; s == os.Interrupt {
				close(done)
				return
			}
		}
	}()
}

// A map of handlers that lacks one.
func mapped(reload func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2, syscall.SIGTTIN) // want `SIGTTIN is registered on c, but no branch`
	handlers := map[os.Signal]func(){syscall.SIGUSR2: reload}
	for s := range c {
		if handle, ok := handlers[s]; ok {
			handle()
		}
	}
}
