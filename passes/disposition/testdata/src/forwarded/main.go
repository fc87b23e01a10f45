// Command forwarded has two functions that send on what comes on a channel they are
// given. Who called one for a channel gets the signals of that channel.
//
//	SIGTERM caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught terminates
//	SIGHUP caught continues
//	SIGQUIT caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"

	"forwarder"
)

func sent(c <-chan os.Signal) <-chan os.Signal {
	out := make(chan os.Signal, 1)
	go func() {
		for sig := range c {
			out <- sig
		}
	}()
	return out
}

func main() {
	usr := make(chan os.Signal, 1)
	signal.Notify(usr, syscall.SIGUSR1, syscall.SIGUSR2)
	go run(forwarder.Logged(usr))

	hup, quit := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	signal.Notify(quit, syscall.SIGQUIT)
	sentHUP, sentQUIT := sent(hup), sent(quit)
	go func() {
		for range sentHUP {
			os.ReadFile("conf")
		}
	}()
	go func() {
		<-sentQUIT
		os.Exit(1)
	}()
	<-forwarder.Context(syscall.SIGTERM).Done()
}

func run(sigs <-chan os.Signal) {
	for sig := range sigs {
		switch sig {
		case syscall.SIGUSR1:
			os.WriteFile("state", nil, 0o600)
		case syscall.SIGUSR2:
			os.Exit(2)
		}
	}
}
