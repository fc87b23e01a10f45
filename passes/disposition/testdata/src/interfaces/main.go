// Command interfaces reaches a handler only through an interface.
//
//	SIGHUP caught terminates may
package main

import (
	"os"
	"os/signal"
	"syscall"

	"runner"
)

type service struct{}

func (service) Run() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
	os.Exit(0)
}

func main() { runner.Run(service{}) }
