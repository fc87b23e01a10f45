// Command roundflag serves in rounds: a signal ends the round, and one of them
// lets another one begin.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
//	SIGUSR1 caught terminates
package main

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	for {
		ctx, cancel := context.WithCancel(context.Background())
		again := false
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGUSR1)
		go func() {
			again = <-c == syscall.SIGHUP
			cancel()
		}()
		serve(ctx)
		signal.Stop(c)
		if !again {
			break
		}
	}
}

func serve(ctx context.Context) {
	s := &http.Server{}
	go s.ListenAndServe()
	<-ctx.Done()
	s.Close()
}
