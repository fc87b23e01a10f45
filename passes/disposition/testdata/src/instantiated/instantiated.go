// Calls methods through the constraints of type parameters.
//
// SIGHUP caught continues
// SIGUSR1 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type runner interface{ run() }

type hup struct{}

func (hup) run() { handle(syscall.SIGHUP) }

type usr1 struct{}

func (*usr1) run() { handle(syscall.SIGUSR1) }

// usr2 runs, but nothing runs it.
type usr2 struct{}

func (usr2) run() { handle(syscall.SIGUSR2) }

type pool[T runner] struct{ all []T }

func (p *pool[T]) start() {
	for _, r := range p.all {
		r.run()
	}
}

func start[T runner](r T) { r.run() }

func hold[T any](T) {}

func main() {
	start(hup{})
	p := pool[*usr1]{all: []*usr1{{}}}
	p.start()
	hold(usr2{})
	select {}
}

func handle(s os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s)
	go func() {
		for range c {
			_ = os.Chdir("/")
		}
	}()
}
