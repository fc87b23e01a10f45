// A condition is that of the handling, not of what the handler does then.
//
// SIGUSR1 is registered by a helper where a flag does not forbid it, and in any
// case by main; SIGUSR2 by two subcommands that do different things; SIGHUP only
// by the helper.
//
// SIGHUP caught continues if -no-stats is not set
// SIGUSR1 caught continues
// SIGUSR2 caught continues with subcommand "dump", "serve"
// SIGINT caught terminates
package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"
)

var noStats = flag.Bool("no-stats", false, "no statistics on SIGUSR1")

func main() {
	flag.Parse()
	stats()
	switch flag.Arg(0) {
	case "serve":
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGUSR2)
		go func() {
			for range c {
				os.Remove("cache")
			}
		}()
	case "dump":
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGUSR2)
		go func() {
			<-c
			os.Exit(1)
		}()
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGUSR1)
	for s := range c {
		if s == os.Interrupt {
			return
		}
	}
}

func stats() {
	if *noStats {
		return
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGHUP)
	go func() {
		for range c {
			os.WriteFile("stats", nil, 0o600)
		}
	}()
}
