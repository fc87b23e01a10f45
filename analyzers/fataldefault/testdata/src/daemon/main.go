// Command daemon leaves SIGHUP and SIGPIPE to their defaults.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() { // want `^SIGHUP ends this daemon; ignore it, so that a stray one does no harm$` `^a write to a broken standard output ends this daemon by SIGPIPE; ignore it, so that the write fails instead$`
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	<-c
}
