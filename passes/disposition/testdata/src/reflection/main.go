// Gives a command-line parser a struct without a name; that of a command has
// one, and its method is called by reflection.
//
// SIGHUP caught continues may
// SIGTERM caught terminates may
// SIGUSR1 caught continues may
package main

import (
	"os"
	"os/signal"
	"syscall"

	"example.com/parser"
)

type serve struct{ Watch bool }

func (s *serve) Run() error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for sig := range c {
		if sig == syscall.SIGTERM {
			return nil
		}
		os.ReadFile("x")
	}
	return nil
}

var cli struct {
	Commands []struct {
		Serve serve
	}
	Trace trace
}

type trace bool

// AfterApply is called once the flag is known.
func (trace) AfterApply() error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for range c {
			os.ReadFile("x")
		}
	}()
	return nil
}

func main() { parser.Parse(&cli) }
