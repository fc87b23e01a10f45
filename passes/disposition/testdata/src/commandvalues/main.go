// Command commandvalues has values for subcommands: their methods say their
// names, or they are added by one.
//
//	SIGHUP caught continues if -w is set, with subcommand "serve"
//	SIGUSR1 caught continues may with subcommand "watch"
package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"

	"example.com/parser"
)

type command interface {
	Name() string
	Run()
}

type serve struct{ watch bool }

func (*serve) Name() string { return "serve" }
func (s *serve) Flags(fs *flag.FlagSet) {
	fs.BoolVar(&s.watch, "w", false, "")
}
func (s *serve) Run() {
	if s.watch {
		on(syscall.SIGHUP)
	}
}

type version struct{}

func (version) Name() string { return "version" }
func (version) Run()         { os.Stdout.WriteString("1\n") }

type watcher struct{}

func (*watcher) Execute([]string) error {
	on(syscall.SIGUSR1)
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
	for _, c := range []command{new(serve), version{}} {
		if c.Name() == os.Args[1] {
			c.Run()
		}
	}
	var p parser.Parser
	p.AddCommand("watch", &watcher{})
}
