// Package once is told apart from the silent cases, which receive the same signals.
package once

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

func reload() {}

func once() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH)
	<-c // want `^SIGWINCH is received once and the program lives on; the second SIGWINCH is lost$`
	reload()
	select {}
}

// Written to blank: the signal is waited for once, and thrown away.
func blank() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGCONT)
	_ = <-c
	reload()
	select {}
}

// A comment at the receive says so.
func remarked() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTTOU)
	go func() {
		<-c // drop the first; the terminal sends no other
		reload()
	}()
	select {}
}

// Whoever waits in the group knows what comes after.
func handshake(wg *sync.WaitGroup) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	wg.Add(1)
	go func() {
		<-c
		wg.Done()
	}()
}

// So does who gets the message.
func message(ready chan<- bool) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	go func() {
		<-c
		ready <- true
	}()
}
