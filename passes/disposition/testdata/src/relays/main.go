// Command relays sends signals on: to a channel of its own, and to one that
// ends it.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
//	SIGUSR1 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	reload, quit, any := make(chan struct{}), make(chan bool, 1), make(chan os.Signal)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	go func() {
		for s := range c {
			if s == syscall.SIGHUP {
				reload <- struct{}{}
			} else {
				quit <- true
			}
		}
	}()
	usr := make(chan os.Signal, 1)
	signal.Notify(usr, syscall.SIGUSR1)
	go func() {
		for {
			any <- <-usr
		}
	}()
	for {
		select {
		case <-reload:
			os.Remove("cache")
		case <-any:
			os.Remove("dump")
		case <-quit:
			return
		}
	}
}
