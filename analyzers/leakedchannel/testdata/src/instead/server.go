// Package instead is on the page of leakedchannel.
package instead

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

func poll(work func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for {
		select {
		case <-c:
		case <-time.After(time.Second):
		}
		work()
	}
}
