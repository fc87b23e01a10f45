// Package app keeps the signals it stops at among its options.
package app

import (
	"os"
	"os/signal"
	"syscall"
)

type options struct{ sigs []os.Signal }

type Option func(*options)

// Signals replaces the signals.
func Signals(sigs ...os.Signal) Option {
	return func(o *options) { o.sigs = sigs }
}

type App struct {
	opts options
	done chan struct{}
}

func New(opts ...Option) *App {
	o := options{sigs: []os.Signal{syscall.SIGTERM, syscall.SIGINT}}
	for _, opt := range opts {
		opt(&o)
	}
	return &App{o, make(chan struct{})}
}

func (a *App) Run() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, a.opts.sigs...)
	select {
	case <-a.done:
	case <-c:
		a.Stop()
	}
}

func (a *App) Stop() { close(a.done) }
