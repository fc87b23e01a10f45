// Command argless asks its parser whether there was a subcommand at all.
//
//	SIGHUP caught continues without subcommand
//	SIGUSR1 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"

	"example.com/parser"
)

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
}

func main() {
	p := new(parser.Parser)
	go on(syscall.SIGUSR1)
	if p.Subcommand() == nil {
		on(syscall.SIGHUP)
	} else {
		os.Remove("state")
	}
}
