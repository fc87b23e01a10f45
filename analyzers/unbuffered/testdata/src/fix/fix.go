// Package fix gets room for one signal.
package fix

import (
	"os"
	"os/signal"
)

const none = 0

type server struct{ c chan os.Signal }

func plain() {
	c := make(chan os.Signal)
	signal.Notify(c, os.Interrupt) // want `unbuffered`
	<-c
}

func sized() {
	c := make(chan os.Signal, 0)
	signal.Notify(c, os.Interrupt) // want `unbuffered`
	<-c
}

func constant() {
	c := make(chan os.Signal, none)
	signal.Notify(c, os.Interrupt) // want `unbuffered`
	<-c
}

func field() {
	s := server{make(chan os.Signal)}
	signal.Notify(s.c, os.Interrupt) // want `unbuffered`
	<-s.c
}
