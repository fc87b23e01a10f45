// Command strayctx makes a context that only a watcher sees, which nobody waits
// for; and one that is waited for.
//
//	SIGTERM caught unknown
//	SIGINT caught terminates
package main

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

type watcher struct{ wg sync.WaitGroup }

func (w *watcher) Start(ctx context.Context) { <-ctx.Done() }

func watch() {
	ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	w := new(watcher)
	go w.Start(ctx)
}

func work() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	w := new(watcher)
	w.wg.Go(func() {})
	go w.Start(ctx)
	w.wg.Wait()
}

func main() {
	watch()
	work()
	http.ListenAndServe(":80", nil)
}
