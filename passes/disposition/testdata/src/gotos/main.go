// Goes back to the receive by goto.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
again:
	s := <-c
	if s == syscall.SIGHUP {
		os.ReadFile("conf")
		goto again
	}
	os.Remove("lock")
}
