// Command n19 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			os.Exit(0)
		}
	}
}
