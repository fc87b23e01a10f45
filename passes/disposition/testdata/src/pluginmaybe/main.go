// Command pluginmaybe has a list of loaders of which one loads plugins: that
// says nothing of signals.
//
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"

	"plugged"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	println(len(plugged.Loaders()))
	<-c
}
