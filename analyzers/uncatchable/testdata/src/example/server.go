// Package example is on the page of uncatchable.
package example

import (
	"os"
	"os/signal"
)

func wait() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, os.Kill)
	<-c
}
