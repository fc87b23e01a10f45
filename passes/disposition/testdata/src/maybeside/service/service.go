// Package service runs programs as services.
package service

import (
	"os"
	"os/signal"
	"syscall"
)

// A Service is run.
type Service interface{ Run() error }

type unit struct{ name string }

// Run waits for the end.
func (u *unit) Run() error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGQUIT)
	<-c
	return nil
}

// New makes a service.
func New(name string) Service { return &unit{name} }
