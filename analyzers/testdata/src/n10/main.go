// Command n10 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

var ends = []os.Signal{os.Interrupt, syscall.SIGKILL}

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, ends...)
	<-c
}
