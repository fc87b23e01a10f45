// Package ignored undoes its registrations by Ignore.
package ignored

import (
	"os"
	"os/signal"
	"syscall"
)

// Ignore takes its signals out of every channel.
func closed() {
	list := []os.Signal{syscall.SIGTERM, os.Interrupt}
	c := make(chan os.Signal, 1)
	signal.Notify(c, list...)
	<-c
	signal.Ignore(list...)
	close(c)
}

// But no others.
func other() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	<-c
	signal.Ignore(syscall.SIGTERM)
	close(c) // want `c is closed without signal.Stop`
}
