// Command n07 is one of the thirty programs.
package main

import (
	"os/signal"
	"syscall"
)

func main() {
	signal.Notify(hangups, syscall.SIGHUP)
	<-hangups
}
