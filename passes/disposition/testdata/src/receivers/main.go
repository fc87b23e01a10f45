// Two goroutines receive from one channel, and a second channel has the same signal.
//
// SIGHUP caught continues
// SIGUSR1 caught nothing
// SIGTERM caught terminates
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c, d := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1)
	signal.Notify(d, syscall.SIGHUP, syscall.SIGTERM)
	for range 2 {
		go func() {
			for s := range c {
				log.Print(s)
			}
		}()
	}
	for s := range d {
		if s == syscall.SIGTERM {
			return
		}
		reload()
	}
}

func reload() { _ = os.Chdir("/") }
