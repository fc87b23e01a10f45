// Package lib takes signals that are not its own.
package lib

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

var c = make(chan os.Signal, 1)

func init() {
	signal.Notify(c, syscall.SIGHUP) // want `^package lib takes SIGHUP from every program that uses it; leave signals to package main$`
}

func Run(ctx context.Context) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM) // want `takes SIGINT and SIGTERM from`
	defer stop()
	<-ctx.Done()
}

func Quiet() {
	signal.Ignore(syscall.SIGPIPE) // want `takes SIGPIPE from`
	signal.Reset()                 // want `takes all signals from`
}

// The caller names the signals, and so decides.
func Wait(sigs ...os.Signal) {
	signal.Notify(c, sigs...)
	<-c
}

// To give a channel back takes nothing.
func Close() { signal.Stop(c) }

// To ask is not to take.
func Nohup() bool { return signal.Ignored(syscall.SIGHUP) }
