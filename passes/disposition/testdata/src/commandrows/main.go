// Command commandrows keeps its commands in tables: rows that say how they are
// used, that a function makes of a name and a function, that are made into
// commands of a library elsewhere. Hooks with a name are no commands.
//
//	SIGHUP caught continues with subcommand "daemon"
//	SIGUSR1 caught continues with subcommand "master"
//	SIGUSR2 caught continues with subcommand "volume"
//	SIGQUIT caught continues with subcommand "start"
//	SIGTTOU caught continues with subcommand "remote"
//	SIGTTIN caught continues with subcommand "userd"
//	SIGWINCH caught continues
package main

import (
	"os"
	"os/signal"
	"strings"
	"syscall"

	"commandrows/cli"
	"commandrows/server"
)

var daemon = &cli.Subcommand{Use: "daemon", Run: func([]string) { on(syscall.SIGHUP) }}

var show = &cli.Subcommand{Use: "show", Run: func([]string) {}}

func init() {
	cli.Add(daemon)
	cli.Add(show)
	cli.Add(server.Remote)
}

// A Command is known by the first word of its usage.
type Command struct {
	Run   func(c *Command)
	Usage string
	Short string
}

// Name is that word.
func (c *Command) Name() string {
	name, _, _ := strings.Cut(c.Usage, " ")
	return name
}

var commands = []*Command{cmdStart, cmdExport}

var cmdStart = &Command{Run: func(*Command) { on(syscall.SIGQUIT) }, Usage: "start [name]"}

var cmdExport = &Command{Run: func(*Command) {}, Usage: "export"}

type cmdInfo struct {
	name, help string
	builder    func() commander
}

type commander interface{ Execute([]string) error }

type userd struct{}

func (*userd) Execute([]string) error {
	on(syscall.SIGTTIN)
	return nil
}

type list struct{}

func (*list) Execute([]string) error { return nil }

var infos []*cmdInfo

func addCommand(name, help string, builder func() commander) *cmdInfo {
	info := &cmdInfo{name: name, help: help, builder: builder}
	infos = append(infos, info)
	return info
}

func init() {
	addCommand("userd", "start it", func() commander { return &userd{} })
	addCommand("list", "list them", func() commander { return &list{} })
}

// A hook is called whatever the command.
type hook struct {
	name string
	help string
	fn   func()
}

var hooks = []hook{{"size", "", func() { on(syscall.SIGWINCH) }}}

func main() {
	for _, h := range hooks {
		h.fn()
	}
	for _, c := range commands {
		if c.Name() == os.Args[1] {
			c.Run(c)
		}
	}
	for _, c := range server.Commands {
		c.Run(os.Args[2:])
	}
	for _, c := range infos {
		c.builder().Execute(os.Args)
	}
	cli.Run()
}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}
