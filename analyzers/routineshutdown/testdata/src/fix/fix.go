// Package fix takes the signal off the list.
package fix

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGURG, syscall.SIGTERM) // want `^SIGURG ends the program, and arrives from the Go runtime, many times a second$`
	<-c
	os.Exit(1)
}
