// Command n08 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	select {}
}
