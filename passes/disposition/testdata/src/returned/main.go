// Gets its channel from a helper, to receive only.
//
// SIGHUP caught continues
// SIGINT caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	hup, end := notified(syscall.SIGHUP), notified(os.Interrupt)
	for {
		select {
		case <-hup:
			reload()
		case <-end:
			return
		}
	}
}

func notified(sigs ...os.Signal) <-chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	return c
}

func reload() { _ = os.Chdir("/") }
