// Command n06 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

const room = 0

func main() {
	hangups := make(chan os.Signal, room)
	signal.Notify(hangups, syscall.SIGHUP)
	<-hangups
}
