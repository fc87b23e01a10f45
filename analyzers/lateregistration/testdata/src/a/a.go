// Package a registers signals, late and in time.
package a

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

var c = make(chan os.Signal, 1)

func goroutine() {
	go func() {
		signal.Notify(c, os.Interrupt) // want `^signal.Notify runs inside a goroutine; until it does, signals have their default action$`
		<-c
	}()
}

func capturing(done chan bool) {
	go func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // want `signal.NotifyContext runs inside a goroutine`
		defer stop()
		<-ctx.Done()
		close(done)
	}()
}

func named() { go wait() }

func wait() {
	signal.Notify(c, os.Interrupt) // want `runs inside a goroutine`
	<-c
}

func listening() error {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return err
	}
	signal.Notify(c, syscall.SIGTERM) // want `^signal.Notify comes after net.Listen; a signal in between has its default action$`
	<-c
	return l.Close()
}

func serving(s *http.Server) {
	go s.ListenAndServe()
	signal.Notify(c, syscall.SIGTERM) // want `comes after ListenAndServe`
	<-c
}

func notify(state string) {}

func ready() {
	notify("READY=1\nSTATUS=up")
	signal.Notify(c, syscall.SIGHUP) // want `comes after a.notify`
	<-c
}
