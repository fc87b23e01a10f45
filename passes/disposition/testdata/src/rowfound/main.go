// Command rowfound looks in a table for what a file names: no word of the command
// line chooses.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type command struct {
	name   string
	action func()
}

var table = []command{{name: "reload", action: func() { on(syscall.SIGHUP) }}, {name: "rotate", action: func() { on(syscall.SIGUSR1) }}}

func find(name string) *command {
	for _, c := range table {
		if c.name == name {
			return &c
		}
	}
	return nil
}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
}

func main() {
	name, _ := os.ReadFile("mode")
	if c := find(string(name)); c != nil {
		c.action()
	}
}
