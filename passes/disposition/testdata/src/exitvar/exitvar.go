// Exits through variables that only tests change, and one that anybody may.
//
// SIGHUP caught terminates
// SIGUSR1 caught terminates
// SIGUSR2 caught continues
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

var (
	exit  = os.Exit
	fatal = log.Fatal
	then  = os.Exit
)

func main() {
	if len(os.Args) > 1 {
		then = func(int) { _ = os.Chdir("/") }
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGUSR2)
	for s := range c {
		switch s {
		case syscall.SIGHUP:
			_ = os.Chdir("/")
			exit(3)
		case syscall.SIGUSR1:
			_ = os.Chdir("/")
			fatal("end")
		case syscall.SIGUSR2:
			_ = os.Chdir("/")
			then(3)
		}
	}
}
