// Package instead is on the page of unconsumed.
package instead

import (
	"os"
	"os/signal"
	"syscall"
)

func serve() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			return
		}
	}
}
