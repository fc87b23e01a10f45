// Command numbers spells signals as numbers.
//
//	SIGHUP caught continues
//	SIGRTMIN+3 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.Signal(1), syscall.Signal(37))
	for range c {
		os.Remove("cache")
	}
}
