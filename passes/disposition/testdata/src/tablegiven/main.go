// Command tablegiven gives its table of commands to another package, unless there
// is no word.
//
//	SIGHUP caught continues without subcommand, or with subcommand "run"
//	SIGUSR1 caught continues with subcommand "watch"
package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"

	"tablegiven/commands"
)

var subcommands = []commands.Command{{"check", check}, {"run", run}, {"watch", watch}}

func check([]string) error { return nil }

func run([]string) error { return on(syscall.SIGHUP) }

func watch([]string) error { return on(syscall.SIGUSR1) }

func on(sig os.Signal) error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
	return nil
}

func process(args []string) {
	if len(args) < 1 {
		run(nil)
	}
	os.Exit(commands.Run(subcommands))
}

func main() {
	flag.Parse()
	process(flag.Args())
}
