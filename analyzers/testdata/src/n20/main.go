// Command n20 is one of the thirty programs.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func reload() { fmt.Println("read anew") }

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			os.Exit(0)
		case syscall.SIGHUP:
			reload()
		}
	}
}
