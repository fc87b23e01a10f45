// Package example is on the page of unconsumed.
package example

import (
	"os"
	"os/signal"
	"syscall"
)

func serve() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			return
		}
	}
}
