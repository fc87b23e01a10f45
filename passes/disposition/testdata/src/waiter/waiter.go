// Package waiter returns a channel that is closed by time or by a signal.
package waiter

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

func After(d time.Duration) <-chan struct{} {
	ch := make(chan struct{})
	go func() {
		sig := make(chan os.Signal, 1)
		signal.Notify(sig, syscall.SIGHUP)
		select {
		case <-time.After(d):
		case <-sig:
		}
		signal.Stop(sig)
		close(ch)
	}()
	return ch
}

func Sleep(d time.Duration) { <-After(d) }
