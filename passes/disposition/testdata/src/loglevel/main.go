// Command loglevel changes how it logs at SIGUSR1, and only logs at SIGUSR2.
//
//	SIGUSR1 caught continues
//	SIGUSR2 caught nothing
package main

import (
	"os"
	"os/signal"
	"syscall"

	"example.com/log"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGUSR2)
	for s := range c {
		if s == syscall.SIGUSR1 {
			log.SetLevel(log.GetLevel() + 1)
		} else {
			log.Say(log.GetLevel())
		}
	}
}
