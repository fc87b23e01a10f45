// Command taggeddefault is parsed by reflection, and serves where no subcommand is
// asked for. What a library has to be given, lest it complain, is no condition.
//
//	SIGHUP caught continues may without subcommand, or with subcommand "serve"
//	SIGUSR1 caught continues may with subcommand "watch"
//	SIGUSR2 caught continues
//	SIGQUIT caught continues with subcommand "flush", "watch"
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"example.com/parser"
)

type serve struct{}

// Run serves.
func (*serve) Run() error { return on(syscall.SIGHUP) }

type watch struct{}

// Run watches.
func (*watch) Run() error {
	on(syscall.SIGQUIT)
	return on(syscall.SIGUSR1)
}

type show struct{}

// Run shows.
func (*show) Run() error { return nil }

var cli struct {
	Serve serve `cmd:"" default:"1" help:"Serve."`
	Watch watch `cmd:"" help:"Watch."`
	Show  show  `cmd:"" help:"Show."`
}

// A Handshake must be made before a plugin is served.
type HandshakeConfig struct {
	Key  string
	Test bool
}

func plugin(c *HandshakeConfig) {
	code := 0
	if !c.Test {
		if c.Key == "" {
			fmt.Fprintln(os.Stderr, "no key")
			code = 1
			return
		}
		if os.Getenv(c.Key) != "x" {
			fmt.Fprintln(os.Stderr, "this is a plugin")
			code = 1
			return
		}
	}
	on(syscall.SIGUSR2)
	os.Exit(code)
}

func on(sig os.Signal) error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
	return nil
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "flush" {
		on(syscall.SIGQUIT)
	}
	plugin(&HandshakeConfig{Key: os.Getenv("KEY")})
	parser.Parse(&cli)
}
