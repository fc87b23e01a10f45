// Command n04 is one of the thirty programs.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type waiter struct{ hangups chan os.Signal }

func main() {
	w := waiter{hangups: make(chan os.Signal)}
	signal.Notify(w.hangups, syscall.SIGHUP)
	<-w.hangups
}
