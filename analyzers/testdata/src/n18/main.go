// Command n18 is one of the thirty programs.
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
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			reload()
		case syscall.SIGUSR1:
			reload()
		}
	}
}
