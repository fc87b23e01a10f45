// Package instead is on the page of ignore.
package instead

import (
	"context"
	"os"
	"os/signal"
)

func work(context.Context) {}

func run() {
	//siglint:ignore loststop the process ends with this function
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt)
	work(ctx)
}
