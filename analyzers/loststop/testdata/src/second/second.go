// Package second works on after its context is done.
package second

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
)

func slow(server *http.Server) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	<-ctx.Done() // want `^further signals are swallowed during server.Shutdown; call stop as soon as the context is done$`
	server.Shutdown(context.Background())
}

// The signals are given back first.
func stopped(server *http.Server) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	<-ctx.Done()
	stop()
	server.Shutdown(context.Background())
}

// Nothing takes long.
func quick() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	<-ctx.Done()
	log.Print("interrupted")
}
