// Package kept keeps a function in a variable, under an old name.
package kept

import (
	"os"
	"os/signal"
	"syscall"
)

var OldName = Reload

func Reload() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.ReadFile("conf")
	}
}

const Version = "1"
