package a

import (
	"os"
	"os/signal"
	"syscall"
)

func quit() { os.Exit(0) }

// The helper does for each signal what its caller says.
func helped() {
	go onSignal(reload, syscall.SIGHUP)
	go onSignal(quit, syscall.SIGINT, syscall.SIGTERM)
}

func onSignal(f func(), signals ...os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, signals...)
	for {
		<-c // want `^SIGHUP reloads by reload, `
		f()
	}
}

// Here the end only.
func ended() {
	go atEnd(quit, syscall.SIGHUP)
	go atEnd(func() { os.Exit(1) }, syscall.SIGTERM)
}

func atEnd(f func(), signals ...os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, signals...)
	for {
		<-c
		f()
	}
}
