// Command commandtable has a table of its subcommands: structs with a name and
// a function, looked for by a word of the command line.
//
//	SIGHUP caught continues with subcommand "serve"
//	SIGUSR1 caught continues with subcommand "queue watch"
//	SIGUSR2 caught continues
package main

import (
	"flag"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

type command struct {
	words []string
	run   func()
}

var commands = []struct {
	cmd string
	fn  func()
}{
	{"serve", func() { on(syscall.SIGHUP) }},
	{"queue watch", watch},
	{"queue list", func() {}},
}

// hooks are all called, whatever they are named.
var hooks = []struct {
	name string
	fn   func()
}{{"cache", func() { on(syscall.SIGUSR2) }}}

func watch() { on(syscall.SIGUSR1) }

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
}

func main() {
	flag.Parse()
	args := flag.Args()
	for _, h := range hooks {
		go h.fn()
	}
next:
	for _, x := range commands {
		c := command{strings.Split(x.cmd, " "), x.fn}
		for i, w := range c.words {
			if i >= len(args) || w != args[i] {
				continue next
			}
		}
		c.run()
	}
}
