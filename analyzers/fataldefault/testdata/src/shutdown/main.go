// Command shutdown takes SIGHUP for its end.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() { // want `^SIGHUP shuts this daemon down; whoever sends it for a reload ends the program$`
	signal.Ignore(syscall.SIGPIPE)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	<-c
}
