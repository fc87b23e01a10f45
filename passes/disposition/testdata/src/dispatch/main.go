// Command dispatch dispatches by a map, and registers its keys.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	handlers := map[os.Signal]func(){
		syscall.SIGHUP:  func() { os.Remove("cache") },
		syscall.SIGTERM: func() { os.Exit(0) },
	}
	c := make(chan os.Signal, 1)
	for s := range handlers {
		signal.Notify(c, s)
	}
	for s := range c {
		if h, ok := handlers[s]; ok {
			h()
		}
	}
}
