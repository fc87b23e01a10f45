// Command restart ends its work at SIGHUP and begins again; SIGTERM ends it.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func work(ctx context.Context) { <-ctx.Done() }

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for {
		ctx, cancel := context.WithCancel(context.Background())
		go work(ctx)
		s := <-c
		cancel()
		if s == syscall.SIGTERM {
			return
		}
	}
}
