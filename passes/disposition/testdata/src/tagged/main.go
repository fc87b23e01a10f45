// Takes its signals from a file of the platform.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, append([]os.Signal{end}, reloads...)...)
	for s := range c {
		if s == end {
			return
		}
		reload()
	}
}

func reload() { _ = os.Chdir("/") }
