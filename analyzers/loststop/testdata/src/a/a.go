// Package a loses stop functions.
package a

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

func load() error { return errors.New("no") }

func discarded() {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt) // want `^the stop function of signal.NotifyContext is discarded; further signals are swallowed$`
	<-ctx.Done()
}

// To assign it to blank afterwards is the same.
func unnamed() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // want `is discarded`
	_ = stop
	<-ctx.Done()
}

func declared() {
	var ctx, _ = signal.NotifyContext(context.Background(), os.Interrupt) // want `is discarded`
	<-ctx.Done()
}

var background, _ = signal.NotifyContext(context.Background(), syscall.SIGTERM) // want `is discarded`

func early() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // want `^stop, from signal.NotifyContext, is not called on all paths; a second signal cannot end the program$`
	if err := load(); err != nil {
		return err
	}
	<-ctx.Done()
	stop()
	return nil
}

// The function's end is a return too.
func falls(b bool) {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt) // want `^cancel, from signal.NotifyContext`
	if b {
		cancel()
	}
	<-ctx.Done()
}

func closure() {
	go func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // want `stop, from`
		select {
		case <-ctx.Done():
			return
		default:
			stop()
		}
	}()
}
