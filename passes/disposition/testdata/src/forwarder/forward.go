// Package forwarder logs signals, and sends them on.
package forwarder

import (
	"context"
	"log"
	"os"
	"os/signal"
)

// Logged logs every signal of c and sends it on.
func Logged(c <-chan os.Signal) <-chan os.Signal { return Told(func(s os.Signal) { log.Print(s) }, c) }

// Told calls a function for every signal of c and sends it on.
func Told(tell func(os.Signal), c <-chan os.Signal) <-chan os.Signal {
	out := make(chan os.Signal)
	go func() {
		defer close(out)
		for sig := range c {
			tell(sig)
			out <- sig
		}
	}()
	return out
}

// Context returns a context that signals cancel.
func Context(sigs ...os.Signal) context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	c := make(chan os.Signal, 1)
	logged := Logged(c)
	signal.Notify(c, sigs...)
	go func() {
		<-logged
		cancel()
	}()
	return ctx
}
