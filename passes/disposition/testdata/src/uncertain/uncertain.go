// Only a call that is certainly for a signal takes it back.
//
//	SIGHUP caught terminates
//	SIGUSR1 caught terminates
//	SIGUSR2 caught terminates
//	SIGTERM ignored nothing
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	which := syscall.SIGHUP
	if len(os.Args) > 1 {
		which = syscall.SIGUSR1
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1)
	signal.Reset(which)
	<-c
	two := []os.Signal{syscall.SIGUSR2, syscall.SIGTERM}
	signal.Notify(c, syscall.SIGUSR2)
	signal.Ignore(two[1:]...)
	<-c
	gone := []os.Signal{syscall.SIGQUIT}
	signal.Notify(c, gone...)
	signal.Reset(gone...)
	signal.Notify(c, os.Interrupt)
	signal.Reset(os.Interrupt)
	<-c
}
