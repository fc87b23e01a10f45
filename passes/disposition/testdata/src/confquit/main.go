// Command confquit ends when a signal comes that its configuration names, which
// may be any; it has a case of its own for SIGCHLD.
//
//	SIGHUP caught unknown
//	SIGTERM caught terminates
//	SIGCHLD caught nothing
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	kill := syscall.Signal(len(os.Getenv("KILL")))
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGCHLD)
	for s := range c {
		switch s {
		case kill:
			return
		case syscall.SIGCHLD:
		default:
		}
	}
}
