// Package fix stops its signals first.
package fix

import (
	"os"
	"os/signal"
)

func plain() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	<-c
	close(c) // want `without signal.Stop`
}

func deferred() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	defer close(c) // want `without signal.Stop`
	<-c
}
