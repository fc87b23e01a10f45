// Command restartrounds runs in rounds. SIGUSR1 ends one to begin another, as
// SIGUSR2 does, which is registered by each round anew. SIGHUP does the same as
// SIGTERM in other words, and SIGALRM ends what is there before the first round.
//
//	SIGTERM caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
//	SIGHUP caught unknown
//	SIGALRM caught terminates
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

var errReload = errors.New("reload")

type app struct {
	cancel context.CancelCauseFunc
	done   <-chan struct{}
	cause  error
	srv    *http.Server
}

func (a *app) start() {
	var ctx context.Context
	ctx, a.cancel = context.WithCancelCause(context.Background())
	a.done = ctx.Done()
	go a.srv.ListenAndServe()
}

func (a *app) stop(cause error) {
	a.cause = cause
	a.cancel(cause)
}

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGUSR1)
	all, cancelAll := context.WithCancel(context.Background())
	for run(c, all, cancelAll) {
		time.Sleep(time.Second)
	}
}

func run(c <-chan os.Signal, all context.Context, cancelAll func()) bool {
	a := &app{srv: &http.Server{}}
	a.start()
	ctx := again()
	alrm := make(chan os.Signal, 1)
	signal.Notify(alrm, syscall.SIGALRM)
	for {
		select {
		case <-all.Done():
			return false
		case <-ctx.Done():
			return true
		case <-a.done:
			return errors.Is(a.cause, errReload)
		case <-alrm:
			cancelAll()
		case s := <-c:
			switch s {
			case syscall.SIGUSR1:
				a.stop(errReload)
			case syscall.SIGHUP:
				log.Print("hangup")
				a.stop(nil)
			case syscall.SIGTERM:
				log.Print("terminated")
				a.stop(nil)
			}
		}
	}
}

func again() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	go func() {
		select {
		case <-c:
			cancel()
		case <-ctx.Done():
		}
		signal.Stop(c)
	}()
	return ctx
}
