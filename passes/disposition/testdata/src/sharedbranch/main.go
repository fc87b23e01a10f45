// Command sharedbranch has one branch for SIGUSR2 and SIGTERM: what that comes to
// for one of them it comes to for the other. SIGUSR1 has a branch of its own, and
// the function that is given SIGALRM or SIGINT may tell them apart.
//
//	SIGUSR1 caught continues
//	SIGUSR2 caught terminates
//	SIGTERM caught terminates
//	SIGALRM caught continues
//	SIGINT caught terminates
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"

	"outsider"
)

var messages = make(chan string)

type forwarder interface{ forward(os.Signal) error }

func loop(f forwarder) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGTERM, syscall.SIGALRM, syscall.SIGINT)
	for s := range c {
		switch s {
		case syscall.SIGUSR2, syscall.SIGTERM:
			if f == nil {
				messages <- "halt"
			} else {
				messages <- "stop"
			}
		case syscall.SIGUSR1:
			messages <- "verbose"
		case syscall.SIGALRM, syscall.SIGINT:
			f.forward(s)
		}
	}
}

func dispatch() {
	for m := range messages {
		if h := outsider.Handlers[m]; h != nil {
			if err := h(); err != nil {
				log.Print(err)
			}
		}
	}
}

func main() {
	go dispatch()
	loop(nil)
}
