// Package server has what a command starts behind an interface.
package server

import (
	"os"
	"os/signal"
	"syscall"
)

// A Starter is started.
type Starter interface{ Start() error }

// A Server is one.
type Server struct{}

// Start waits.
func (*Server) Start() error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.Remove("cache")
	}
	return nil
}
