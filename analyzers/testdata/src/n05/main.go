// Command n05 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func register(ch chan os.Signal) { signal.Notify(ch, syscall.SIGHUP) }

func main() {
	hangups := make(chan os.Signal)
	register(hangups)
	<-hangups
}
