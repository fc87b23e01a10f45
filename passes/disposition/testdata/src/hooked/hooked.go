// Package hooked takes over a signal as soon as it is imported.
package hooked

import (
	"os"
	"os/signal"
	"syscall"
)

func init() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for range c {
			os.Remove("dump")
		}
	}()
}
