// Command n02 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	hangups := make(chan os.Signal)
	signal.Notify(hangups, syscall.SIGHUP)
	<-hangups
}
