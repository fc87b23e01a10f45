// Command values calls os/signal through a variable and a field.
//
//	SIGHUP caught terminates
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

var notify = signal.Notify

type hooks struct {
	notify func(chan<- os.Signal, ...os.Signal)
}

func main() {
	c := make(chan os.Signal, 1)
	notify(c, syscall.SIGTERM)
	h := hooks{notify: signal.Notify}
	h.notify(c, syscall.SIGHUP)
	<-c
}
