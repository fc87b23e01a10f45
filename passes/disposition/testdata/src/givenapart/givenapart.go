// Command givenapart registers a channel for signals that another package was
// given before: which these are is not told.
//
//	SIGTERM caught terminates
//	rest unknown unknown
package main

import (
	"os"
	"os/signal"
	"syscall"

	"apart"
)

func main() {
	var s apart.Set
	s.Add(syscall.SIGHUP)
	c := make(chan os.Signal, 1)
	s.Notify(c)
	signal.Notify(c, syscall.SIGTERM)
	<-c
}
