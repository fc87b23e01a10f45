// Command sets builds its sets by append, spread and range, in part elsewhere.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGINT caught terminates
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"slices"
	"syscall"

	"shared"
)

var reloads = []os.Signal{syscall.SIGHUP}

func main() {
	reloads = append(reloads, syscall.SIGUSR1)
	c := make(chan os.Signal, 1)
	signal.Notify(c, append(reloads, shared.Ends...)...)
	for s := range c {
		if slices.Contains(shared.Ends, s) {
			break
		}
		os.Remove("cache")
	}
}
