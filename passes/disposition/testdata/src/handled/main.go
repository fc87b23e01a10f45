// Command handled asks functions which subcommand was given, or whether one has
// been done with. One that asks for something else tells nothing.
//
//	SIGHUP caught continues without subcommand "reset", "status", "update"
//	SIGUSR1 caught continues with subcommand "watch"
//	SIGUSR2 caught continues with subcommand "dump"
//	SIGQUIT caught continues without subcommand "reset", "status", "update"
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		os.Remove("cache")
	}
}

// parse reports whether a subcommand was given, which is done with.
func parse() bool {
	command := ""
	if len(os.Args) > 1 {
		command = os.Args[1]
	}
	switch command {
	case "status":
		fmt.Println("well")
		return true
	case "reset":
		os.Remove("state")
		return true
	}
	for i, arg := range os.Args {
		for _, name := range []string{"key", "listen"} {
			if strings.HasPrefix(arg, "-"+name+"=") {
				os.Args[i] = "-" + arg
			}
		}
	}
	version := flag.Bool("version", false, "")
	flag.Parse()
	switch {
	case *version:
		fmt.Println("1")
		return true
	case command == "update":
		os.Rename("new", "old")
		return true
	}
	return false
}

// dumps reports whether a dump is asked for, and what is wrong with it.
func dumps(args []string) (bool, error) {
	if len(args) > 3 {
		return false, errors.New("too many words")
	}
	if len(args) > 1 && args[1] == "dump" {
		return true, nil
	}
	return false, nil
}

// ready reports whether the state is there.
func ready() bool {
	_, err := os.Stat("state")
	return err == nil
}

func watching() bool { return len(os.Args) > 1 && os.Args[1] == "watch" }

func main() {
	dump, err := dumps(os.Args)
	if err != nil {
		os.Exit(1)
	}
	if dump {
		go on(syscall.SIGUSR2)
	}
	watch := watching()
	if watch {
		go on(syscall.SIGUSR1)
	}
	done := parse()
	if done {
		return
	}
	go on(syscall.SIGHUP)
	if ready() {
		on(syscall.SIGQUIT)
	}
}
