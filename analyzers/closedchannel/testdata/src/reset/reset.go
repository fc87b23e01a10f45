// Package reset undoes its registrations by Reset.
package reset

import (
	"os"
	"os/signal"
	"syscall"
)

func closed() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
	signal.Reset(syscall.SIGHUP)
	close(c)
}
