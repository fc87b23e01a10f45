// Command swallowed registers SIGHUP and forgets its branch; the log of
// SIGUSR1 is no branch either.
//
//	SIGHUP caught nothing
//	SIGUSR1 caught nothing
//	SIGTERM caught terminates
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGTERM)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			return
		case syscall.SIGUSR1:
			log.Print("SIGUSR1")
		}
	}
}
