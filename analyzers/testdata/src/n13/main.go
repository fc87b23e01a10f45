// Command n13 is one of the thirty programs.
package main

import (
	"context"
	"os"
	"os/signal"
)

func work(ctx context.Context) { <-ctx.Done() }

func run() {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt)
	work(ctx)
}

func main() { run() }
