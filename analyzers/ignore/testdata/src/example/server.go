// Package example is on the page of ignore.
package example

import (
	"context"
	"os"
	"os/signal"
)

func work(context.Context) {}

func run() {
	//siglint:ignore loststop
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt)
	work(ctx)
}
