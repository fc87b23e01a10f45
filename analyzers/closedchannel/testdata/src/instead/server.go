// Package instead is on the page of closedchannel.
package instead

import (
	"os"
	"os/signal"
	"syscall"
)

func reloads(reload func(), done <-chan struct{}) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	go func() {
		for range c {
			reload()
		}
	}()
	<-done
	signal.Stop(c)
	close(c)
}
