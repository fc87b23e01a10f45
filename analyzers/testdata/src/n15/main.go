// Command n15 is one of the thirty programs.
package main

import (
	"context"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background())
	defer stop()
	<-ctx.Done()
}
