// Package fix can defer its stop functions.
package fix

import (
	"context"
	"os"
	"os/signal"
)

func discarded() {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt) // want `is discarded`
	<-ctx.Done()
}

func path(b bool) {
	if !b {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt) // want `not called on all paths`
		if len(os.Args) > 1 {
			return
		}
		<-ctx.Done()
		stop()
	}
}
