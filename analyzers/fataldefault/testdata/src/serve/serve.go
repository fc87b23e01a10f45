// Package serve handles SIGTERM and SIGPIPE for programs.
package serve

import (
	"os"
	"os/signal"
	"syscall"
)

// Run returns when the program is to end.
func Run() {
	signal.Ignore(syscall.SIGPIPE)
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	<-c
}
