// Package a registers unbuffered channels, however they get there.
package a

import (
	"os"
	"os/signal"
	"syscall"

	"made"
)

func local() {
	c := make(chan os.Signal)
	signal.Notify(c, syscall.SIGHUP) // want `^c is unbuffered; signal.Notify may drop signals$`
	<-c
}

func zero() {
	c := make(chan os.Signal, 0)
	signal.Notify(c, syscall.SIGHUP) // want `c is unbuffered`
	<-c
}

const none = 0

func constant() {
	c := make(chan os.Signal, none)
	signal.Notify(c, syscall.SIGHUP) // want `c is unbuffered`
	<-c
}

func foreign() {
	c := make(chan os.Signal, made.Size)
	signal.Notify(c, syscall.SIGHUP) // want `c is unbuffered`
	<-c
}

type server struct{ signals chan os.Signal }

func field() {
	s := &server{signals: make(chan os.Signal)}
	signal.Notify(s.signals, syscall.SIGHUP) // want `^s.signals is unbuffered`
	<-s.signals
}

func assigned(s *server) {
	var c chan os.Signal
	c = make(chan os.Signal)
	signal.Notify(c, syscall.SIGHUP) // want `c is unbuffered`
	<-c
}

func notify(c chan<- os.Signal) {
	signal.Notify(c, syscall.SIGHUP)
}

// The finding stands where the channel is given away.
func parameter() {
	ch := make(chan os.Signal)
	notify(ch) // want `ch is unbuffered`
	<-ch
}

// The variable stands in another file.
func packaged() {
	signal.Notify(global, syscall.SIGHUP) // want `global is unbuffered`
	<-global
}

func value() {
	c := make(chan os.Signal)
	f := signal.Notify
	f(c, os.Interrupt) // want `c is unbuffered`
	<-c
}

// Several registrations of one channel are one mistake.
func twice() {
	c := make(chan os.Signal)
	signal.Notify(c, os.Interrupt) // want `c is unbuffered`
	signal.Notify(c, syscall.SIGTERM)
	<-c
}

func captured() {
	c := make(chan os.Signal)
	go func() { <-c }()
	signal.Notify(c, os.Interrupt) // want `c is unbuffered`
}
