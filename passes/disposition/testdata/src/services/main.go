// Command services has tables that look like those of subcommands, but all
// that is in them is started, or chosen by something else.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
package main

import (
	"bufio"
	"os"
	"os/signal"
	"syscall"
)

type service interface {
	Name() string
	Run()
}

type watcher struct{}

func (watcher) Name() string { return "watcher" }
func (watcher) Run()         { on(syscall.SIGHUP) }

// A Command is one of a line that is read.
type Command struct {
	Name string
	Run  func()
}

var commands = map[string]Command{
	"reload": {"reload", func() { on(syscall.SIGUSR1) }},
	"quit":   {"quit", func() { os.Exit(0) }},
}

var hooks = []Command{{"start", func() { on(syscall.SIGUSR2) }}}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

func main() {
	for _, s := range []service{watcher{}} {
		go s.Run()
	}
	for _, h := range hooks {
		h.Run()
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if c, ok := commands[lines.Text()]; ok {
			c.Run()
		}
	}
}
