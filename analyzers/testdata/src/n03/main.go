// Command n03 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	hangups := make(chan os.Signal, 0)
	signal.Notify(hangups, syscall.SIGHUP)
	<-hangups
}
