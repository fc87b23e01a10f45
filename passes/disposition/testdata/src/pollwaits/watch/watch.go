// Package watch prints events until a signal comes.
package watch

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Events prints events until a signal comes.
func Events() error {
	events := make(chan string)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGTERM)
	for {
		select {
		case e := <-events:
			println(e)
		case <-c:
			return nil
		default:
			time.Sleep(50 * time.Millisecond)
		}
	}
}
