// Command hookused registers by functions that another package keeps, and by a
// method of an interface.
//
//	SIGINT caught terminates
//	SIGHUP caught continues
//	SIGQUIT caught terminates
package main

import (
	"os"
	"syscall"

	"hookstate"
)

func main() {
	s := hookstate.New()
	c, hup, other := make(chan os.Signal, 1), make(chan os.Signal, 1), make(chan os.Signal, 1)
	s.Notify(c, os.Interrupt)
	s.Notify(hup, syscall.SIGHUP)
	s.Other(other, "SIGTERM")
	hookstate.Real().Notify(c, syscall.SIGQUIT)
	defer s.Stop(c)
	go reload(hup)
	<-c
}

func reload(hup <-chan os.Signal) {
	for range hup {
		os.ReadFile("config")
	}
}
