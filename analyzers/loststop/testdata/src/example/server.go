// Package example is on the page of loststop.
package example

import (
	"context"
	"os"
	"os/signal"
)

func work(context.Context) {}

func run() {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt)
	work(ctx)
}
