// Package example is on the page of routineshutdown.
package example

import (
	"os"
	"os/signal"
	"syscall"
)

func wait() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGCHLD)
	<-c
	os.Exit(0)
}
