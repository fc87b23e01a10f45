// Package instead is on the page of loststop.
package instead

import (
	"context"
	"os"
	"os/signal"
)

func work(context.Context) {}

func run() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	work(ctx)
}
