// Command clauses has its command line parsed elsewhere, by commands that it
// makes. What is compared with another word is none.
//
//	SIGHUP caught continues with subcommand "roll"
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues without subcommand "list", "roll"
package main

import (
	"os"
	"os/signal"
	"syscall"

	"clauses/told"
	"example.com/cli/clauses"
)

const rollText = "roll"

var (
	roll = clauses.Command(rollText, "roll out")
	list = clauses.Command("list", "list what is rolled out")
	slow = roll.Flag("slow", "slowly").Bool()
)

func main() {
	cmd, _ := told.Parse()
	switch cmd {
	case rollText:
		on(syscall.SIGHUP)
	case "list":
		println("none")
	default:
		on(syscall.SIGUSR2)
	}
	if name, _ := os.Hostname(); name == "build" {
		on(syscall.SIGUSR1)
	}
	select {}
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
