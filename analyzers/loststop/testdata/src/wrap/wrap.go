// Package wrap hands stop functions to its callers.
package wrap

import (
	"context"
	"os"
	"os/signal"
)

// Returned at once: the caller's to call.
func Context() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt)
}

// Returned by name.
func Named() (ctx context.Context, stop context.CancelFunc) {
	ctx, stop = signal.NotifyContext(context.Background(), os.Interrupt)
	return
}

// Fatal is known to this package's importers by its name only.
func Fatal(err error) { panic(err) }
