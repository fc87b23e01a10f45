// Hands signals to a bus, which others listen to.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type event int

const (
	reload event = iota
	quit
)

var events = make(chan event, 4)

func relay() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			events <- reload
		case syscall.SIGTERM:
			events <- quit
		}
	}
}

func main() {
	go relay()
	for e := range events {
		switch e {
		case reload:
			os.ReadFile("conf")
		case quit:
			os.Exit(0)
		}
	}
}
