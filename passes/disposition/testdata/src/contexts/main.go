// Command contexts hands a context through layers.
//
//	SIGINT caught terminates
//	SIGTERM caught terminates
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	run(ctx)
}

func run(ctx context.Context) { <-ctx.Done() }
