// Package a calls os/signal without signals, and with some.
package a

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func all() {
	c := make(chan os.Signal, 1)
	signal.Notify(c)                                        // want `^signal.Notify without signals catches all of them, SIGURG and SIGCHLD included$`
	ctx, stop := signal.NotifyContext(context.Background()) // want `^signal.NotifyContext without signals ends at any of them, SIGURG and SIGCHLD included$`
	defer stop()
	signal.Ignore() // want `^signal.Ignore without signals ignores all of them, SIGCHLD included; children cannot be waited for$`
	signal.Reset()  // want `^signal.Reset without signals undoes the handlers of all of them, other packages' included$`
	for s := range c {
		fmt.Println(s)
	}
	<-ctx.Done()
}

// An empty list is no list.
func empty(c chan os.Signal) {
	var none []os.Signal
	signal.Notify(c, none...)          // want `catches all of them`
	signal.Notify(c, []os.Signal{}...) // want `catches all of them`
	notify := signal.Notify
	notify(c) // want `catches all of them`
}

// Some signals, named one way or another.
func some(c chan os.Signal) {
	signal.Notify(c, os.Interrupt)
	signal.Ignore(syscall.SIGPIPE)
	signal.Reset(syscall.SIGTERM)
	list := []os.Signal{syscall.SIGHUP}
	signal.Notify(c, list...)
	var grown []os.Signal
	grown = append(grown, os.Interrupt)
	signal.Notify(c, grown...)
}

// The caller chooses, perhaps none.
func chosen(c chan os.Signal, sigs ...os.Signal) {
	signal.Notify(c, sigs...)
}

// Stop names a channel, and no signals.
func stopped(c chan os.Signal) {
	signal.Stop(c)
}
