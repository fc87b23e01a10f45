// Does all that looks like handling a signal, and handles none.
package main

import (
	"context"
	"os"
	real "os/signal"
	"syscall"

	"twins/signal"
)

type hub struct {
	sigs   chan os.Signal
	notify func(chan<- os.Signal, ...os.Signal)
}

// listen is never called.
func (h *hub) listen() { real.Notify(h.sigs, syscall.SIGHUP) }

// wait receives from a channel that nothing is registered on.
func (h *hub) wait() os.Signal { return <-h.sigs }

type installer interface{ install() }

type unused struct{}

func (unused) install() { real.Notify(make(chan os.Signal, 1), syscall.SIGUSR1) }

var table = map[string]func(){
	"stop": func() { real.Stop(make(chan os.Signal)) },
}

// handlers is never read.
var handlers = func() map[os.Signal]func() {
	return map[os.Signal]func(){syscall.SIGHUP: func() { os.Exit(1) }}
}

func fresh(...os.Signal) <-chan os.Signal { return make(chan os.Signal, 1) }

func relay(from <-chan os.Signal, to chan<- struct{}) {
	for range from {
		to <- struct{}{}
	}
}

func main() {
	h := &hub{sigs: make(chan os.Signal, 1), notify: signal.Notify}
	h.notify(h.sigs, syscall.SIGHUP, syscall.SIGTERM)
	signal.Ignore(syscall.SIGHUP)
	signal.Notify(h.sigs)
	table["stop"]()

	real.Stop(h.sigs)
	real.Reset(syscall.SIGHUP)
	if real.Ignored(syscall.SIGHUP) {
		println("ignored")
	}
	if false {
		real.Notify(h.sigs, syscall.SIGHUP)
	}
	_ = func() { real.Ignore(syscall.SIGUSR2) }
	later := func(ctx context.Context) context.Context {
		ctx, stop := real.NotifyContext(ctx, os.Interrupt)
		defer stop()
		return ctx
	}
	_ = later

	done := make(chan struct{}, 1)
	go relay(fresh(syscall.SIGHUP), done)
	var i installer
	if i != nil {
		i.install()
	}
	switch s := h.wait(); s {
	case syscall.SIGHUP:
		println("reload")
	case syscall.SIGTERM:
		os.Exit(0)
	}
	<-done
}
