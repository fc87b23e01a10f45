// Waits between attempts, or until SIGHUP; with the subcommand client only.
//
// SIGHUP caught continues with subcommand "c", "client"
package main

import (
	"os"
	"time"

	"waiter"
)

func main() {
	if len(os.Args) < 2 {
		os.Exit(2)
	}
	switch os.Args[1] {
	case "client", "c":
		for !connect() {
			select {
			case <-waiter.After(time.Second):
			}
		}
	case "server":
		select {}
	}
}

func connect() bool { return len(os.Args) > 2 }
