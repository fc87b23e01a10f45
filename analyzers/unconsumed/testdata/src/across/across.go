// Package across shares the work with another package.
package across

import (
	"os"
	"os/signal"
	"syscall"

	"helper"
)

// Received there.
func given() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	helper.Wait(c)
}

// Registered there.
func registered(reload func()) {
	c := make(chan os.Signal, 1)
	helper.Register(c)
	for s := range c {
		if s == syscall.SIGHUP {
			reload()
		}
	}
}
