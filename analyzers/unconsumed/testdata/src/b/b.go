// Package b takes signals as contexts.
package b

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func discarded() {
	_, stop := signal.NotifyContext(context.Background(), os.Interrupt) // want `^the context of signal.NotifyContext is not used; SIGINT is lost$`
	defer stop()
	select {}
}

func several() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM) // want `^the context of signal.NotifyContext is not used; SIGINT and SIGTERM are lost$`
	defer stop()
	_ = ctx
	select {}
}

func run(ctx context.Context) {}

// Waited for, asked, passed on, returned, kept.
func used() context.Context {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	<-ctx.Done()

	asked, stop2 := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop2()
	for asked.Err() == nil {
	}

	passed, stop3 := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop3()
	run(passed)

	returned, stop4 := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(returned, stop4)
	return returned
}

type app struct{ ctx context.Context }

func (a *app) start() {
	var stop context.CancelFunc
	a.ctx, stop = signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(a.ctx, stop)
}

func captured() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	go func() {
		defer stop()
		run(ctx)
	}()
}
