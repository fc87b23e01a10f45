// Command n24 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"time"
)

func main() {
	for {
		c := make(chan os.Signal, 1)
		signal.Notify(c, os.Interrupt)
		select {
		case <-c:
			return
		case <-time.After(time.Second):
		}
	}
}
