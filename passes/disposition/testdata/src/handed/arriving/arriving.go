// Package arriving hands out channels.
package arriving

import (
	"os"
	"os/signal"
)

// Signals returns a channel that sigs arrive on.
func Signals(sigs ...os.Signal) chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	return c
}
