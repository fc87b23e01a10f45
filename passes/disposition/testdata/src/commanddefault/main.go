// Command commanddefault serves unless it is told to do something else. A word
// that only has something printed is nothing else.
//
//	SIGHUP caught continues without subcommand "cli", "dump", "version"
//	SIGWINCH caught continues with subcommand "cli"
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	var sub string
	if len(os.Args) == 1 {
		sub = "server"
	} else {
		sub = os.Args[1]
	}
	switch sub {
	case "cli":
		on(syscall.SIGWINCH)
	case "dump":
		println("dump")
	case "version":
		println("1")
	case "server":
		fallthrough
	default:
		on(syscall.SIGHUP)
	}
	end()
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

func end() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
}
