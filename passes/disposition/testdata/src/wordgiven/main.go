// Command wordgiven puts in a word itself where it is given none.
//
//	SIGHUP caught continues without subcommand, or with subcommand "serve"
//	SIGUSR1 caught continues without subcommand, or with subcommand "run"
//	SIGUSR2 caught continues with subcommand "query"
//	SIGQUIT caught continues without subcommand "query", "run", "serve", "version"
//	SIGWINCH caught continues
//	SIGALRM caught continues without subcommand, or with subcommand "list"
package main

import (
	"cmp"
	"flag"
	"os"
	"os/signal"
	"syscall"
)

var output = flag.String("output", "text", "text or json")

func first() string {
	if len(os.Args) > 1 {
		return os.Args[1]
	}
	return "run"
}

func main() {
	flag.Parse()
	cmd := flag.Arg(0)
	if cmd == "" {
		cmd = "serve"
	}
	switch cmd {
	case "serve":
		on(syscall.SIGHUP)
	case "query":
		on(syscall.SIGUSR2)
	case "run":
	case "version":
		println("1")
	default:
		on(syscall.SIGQUIT)
	}
	if first() == "run" {
		on(syscall.SIGUSR1)
	}
	if cmp.Or(flag.Arg(0), "list") == "list" {
		on(syscall.SIGALRM)
	}
	write()
}

// write exits where it does not know the format, which is no condition.
func write() {
	switch *output {
	case "text", "json":
	default:
		os.Exit(2)
	}
	on(syscall.SIGWINCH)
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
