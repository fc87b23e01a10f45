// Command prog loses its stop function in main.
package main

import (
	"context"
	"os"
	"os/signal"
)

// Paths out of main end the process.
func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	if len(os.Args) > 1 {
		return
	}
	<-ctx.Done()
	stop()
	other()
}

func other() {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt) // want `is discarded`
	<-ctx.Done()
}
