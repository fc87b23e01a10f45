// Starts to receive before anything is registered, and registers twice.
//
// SIGHUP caught continues
// SIGTERM caught terminates
// SIGUSR1 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

var quit = make(chan struct{})

func watch(c <-chan os.Signal) {
	for s := range c {
		switch s {
		case syscall.SIGHUP, syscall.SIGUSR1:
			_ = os.Chdir("/")
		default:
			close(quit)
			return
		}
	}
}

func main() {
	c := make(chan os.Signal, 1)
	go watch(c)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	signal.Notify(c, syscall.SIGUSR1)
	<-quit
}
