// Package instead is on the page of catchall.
package instead

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Interrupted tells which signal ends a run.
var Interrupted = []os.Signal{os.Interrupt, syscall.SIGTERM}

func run(ctx context.Context) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	<-ctx.Done()
}
