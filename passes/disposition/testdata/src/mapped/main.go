// Keeps its channels in a map.
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
	chans := map[string]chan os.Signal{
		"reload": make(chan os.Signal, 1),
		"end":    make(chan os.Signal, 1),
	}
	signal.Notify(chans["reload"], syscall.SIGHUP)
	signal.Notify(chans["end"], syscall.SIGTERM)
	for {
		select {
		case <-chans["reload"]:
			reload()
		case <-chans["end"]:
			return
		}
	}
}

func reload() { _ = os.Chdir("/") }
