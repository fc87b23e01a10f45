// Command commandwords is told by words what to do: handed on, in a variable
// of functions, as a name of a set of flags. What is no word of the command
// line tells nothing.
//
//	SIGHUP caught continues with subcommand "mount"
//	SIGUSR1 caught continues with subcommand "logs"
//	SIGUSR2 caught continues with subcommand "trace"
//	SIGQUIT caught continues
//	SIGWINCH caught continues
package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func on(sig os.Signal) error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
	return nil
}

func run(ctx context.Context, args []string) error {
	var cmd string
	if len(args) > 0 {
		cmd, args = args[0], args[1:]
	}
	for i := 0; i < len(args); i++ {
		cmd = strings.ToLower(strings.TrimSpace(cmd))
	}
	switch strings.ToLower(cmd) {
	case "mount":
		return mount(ctx)
	case "version":
		return nil
	default:
		return errors.New("unknown")
	}
}

func mount(context.Context) error { return on(syscall.SIGHUP) }

func logs() error { return on(syscall.SIGUSR1) }

func list() error { return nil }

func choose() {
	var f func() error
	switch os.Args[1] {
	case "logs":
		f = logs
	case "list":
		f = list
	default:
		os.Exit(2)
	}
	f()
}

// parsed is one set of flags or the other.
func parsed() {
	trace := flag.NewFlagSet("trace", flag.ExitOnError)
	show := flag.NewFlagSet("show", flag.ExitOnError)
	switch os.Args[1] {
	case "trace":
		trace.Parse(os.Args[2:])
	case "show":
		show.Parse(os.Args[2:])
	}
	if trace.Parsed() {
		on(syscall.SIGUSR2)
	}
}

// kind is what a file says.
func kind() {
	text, _ := os.ReadFile("kind")
	if string(text) == "fast" {
		on(syscall.SIGQUIT)
	}
}

// other runs with any word but one.
func other() {
	if os.Args[1] == "version" {
		return
	}
	on(syscall.SIGWINCH)
}

func main() {
	kind()
	other()
	choose()
	parsed()
	if run(context.Background(), os.Args[1:]) != nil {
		os.Exit(1)
	}
}
