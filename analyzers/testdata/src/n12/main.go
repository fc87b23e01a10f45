// Command n12 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"

	"golang.org/x/sys/unix"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, unix.SIGKILL, unix.SIGTERM)
	<-c
}
