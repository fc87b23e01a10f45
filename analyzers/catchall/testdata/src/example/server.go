// Package example is on the page of catchall.
package example

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Interrupted tells which signal ends a run.
var Interrupted = []os.Signal{os.Interrupt, syscall.SIGTERM}

func run(ctx context.Context) {
	ctx, stop := signal.NotifyContext(ctx)
	defer stop()
	<-ctx.Done()
}
