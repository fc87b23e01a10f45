// Command lastword registers signals and takes some of them back in the next
// line; what is taken back later, or before, holds no more.
//
//	SIGTSTP ignored nothing
//	SIGTTIN ignored nothing
//	SIGHUP default terminates
//	SIGTERM caught terminates
//	SIGUSR1 caught terminates
//	SIGUSR2 caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Ignore(syscall.SIGUSR2)
	signal.Notify(c, syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGUSR1, syscall.SIGUSR2)
	signal.Ignore(syscall.SIGTSTP, syscall.SIGTTIN)
	signal.Reset(syscall.SIGHUP)
	<-c
	signal.Ignore(syscall.SIGUSR1)
}
