// Command fix ignores SIGHUP once it is mended.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() { // want `SIGHUP ends this daemon`
	signal.Ignore(syscall.SIGPIPE)
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	<-c
}
