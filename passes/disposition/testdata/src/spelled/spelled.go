// Tells signals apart by their text and by their number.
//
// SIGALRM caught terminates
// SIGHUP caught continues
// SIGTERM caught terminates
// SIGUSR1 caught continues
// SIGUSR2 caught terminates
// SIGWINCH caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	go numbers()
	go texts()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		switch s.String() {
		case "hangup":
			_ = os.Chdir("/")
		case "terminated":
			os.Exit(0)
		}
	}
}

func numbers() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGUSR2)
	for s := range c {
		switch int(s.(syscall.Signal)) {
		case 0xa:
			_ = os.Chdir("/")
		case 0xc:
			os.Exit(0)
		}
	}
}

func texts() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGALRM, syscall.SIGWINCH)
	for s := range c {
		if s.String() == syscall.SIGWINCH.String() {
			_ = os.Chdir("/")
		} else {
			os.Exit(1)
		}
	}
}
