// Hands signal.Notify itself to a function.
//
// SIGHUP caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	apply(signal.Notify, syscall.SIGHUP)
	only(quiet, syscall.SIGUSR1)
	select {}
}

func quiet(chan<- os.Signal, ...os.Signal) {}

func apply(notify func(chan<- os.Signal, ...os.Signal), s os.Signal) {
	c := make(chan os.Signal, 1)
	notify(c, s)
	go func() {
		for range c {
			_ = os.Chdir("/")
		}
	}()
}

// only is never given signal.Notify.
func only(notify func(chan<- os.Signal, ...os.Signal), s os.Signal) {
	c := make(chan os.Signal, 1)
	notify(c, s)
	<-c
}
