// Package example is on the page of leakedchannel.
package example

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

func poll(work func()) {
	for {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		select {
		case <-c:
		case <-time.After(time.Second):
		}
		work()
	}
}
