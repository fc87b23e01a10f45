// Package example is on the page of libraryhandler.
package example

import (
	"os"
	"os/signal"
	"syscall"
)

var hangups = make(chan os.Signal, 1)

func init() {
	signal.Notify(hangups, syscall.SIGHUP)
}
