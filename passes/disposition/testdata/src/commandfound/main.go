// Command commandfound looks for a word in a table of its own, by a method that
// returns the row.
//
//	SIGHUP caught continues with subcommand "send", "serve"
//	SIGUSR1 caught continues with subcommand "send"
package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

type command struct {
	name   string
	action func(args []string) error
}

type commands struct{ list []command }

func (c *commands) Register(l []command) { c.list = append(c.list, l...) }

func (c *commands) Run(args []string) error {
	cmd := c.find(args[0])
	if cmd == nil {
		return errors.New("no such command")
	}
	return cmd.action(args[1:])
}

func (c *commands) find(name string) *command {
	for _, d := range c.list {
		if d.name == name {
			return &d
		}
	}
	return nil
}

func own() []command {
	return []command{{name: "serve", action: serve}, {name: "send", action: send}, {name: "list", action: list}}
}

func serve([]string) error { return on(syscall.SIGHUP) }

func send([]string) error { return on(syscall.SIGHUP, syscall.SIGUSR1) }

func list([]string) error { return nil }

func on(sigs ...os.Signal) error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	for range c {
		os.Remove("cache")
	}
	return nil
}

func main() {
	cmds := &commands{}
	cmds.Register(own())
	if cmds.Run(os.Args[1:]) != nil {
		os.Exit(1)
	}
}
