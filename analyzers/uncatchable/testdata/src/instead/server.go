// Package instead is on the page of uncatchable.
package instead

import (
	"os"
	"os/signal"
	"syscall"
)

func wait() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	<-c
}
