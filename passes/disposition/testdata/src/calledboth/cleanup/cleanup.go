// Package cleanup calls two functions that it is given when a signal comes.
package cleanup

import (
	"context"
	"os"
	"os/signal"
)

// Both calls one after the other.
func Both(ctx context.Context, cancel, tidy func(), sigs ...os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	select {
	case <-ctx.Done():
	case <-c:
		cancel()
	}
	signal.Stop(c)
	tidy()
}

// Either calls one of them.
func Either(cancel, tidy func(), sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		if len(os.Args) > 3 {
			cancel()
		} else {
			tidy()
		}
	}
}

// Once calls one of them, once.
func Once(cancel, tidy func(), sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	<-c
	if len(os.Args) > 3 {
		cancel()
	} else {
		tidy()
	}
}
