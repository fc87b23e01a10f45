// Command eitherway registers a signal twice: for all and, to do more, under a
// condition; and with two subcommands that do different things.
//
//	SIGUSR1 caught continues
//	SIGTERM caught terminates with subcommand "exec", "proxy"
package main

import (
	"flag"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

var quiet = flag.Bool("quiet", false, "")

func main() {
	flag.Parse()
	stats()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for s := range c {
			println(s.String())
		}
	}()
	switch flag.Arg(0) {
	case "proxy":
		proxy()
	case "exec":
		run()
	}
}

func stats() {
	if *quiet {
		return
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	go func() {
		for range c {
			os.Remove("stats")
		}
	}()
}

func proxy() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
	os.Exit(1)
}

func run() {
	child := exec.Command("sh")
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	go func() {
		for s := range c {
			child.Process.Signal(s)
		}
	}()
	child.Run()
}
