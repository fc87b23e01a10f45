// Command workeranew stops its worker for each signal, and starts another one for
// some. The worker that SIGUSR2 starts beside is not the one that main waits for.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
//	SIGUSR2 caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

type worker struct{ stop, done chan struct{} }

func start(conf string) *worker {
	w := &worker{make(chan struct{}), make(chan struct{})}
	go w.run(conf)
	return w
}

func (w *worker) run(conf string) {
	defer close(w.done)
	for {
		select {
		case <-w.stop:
			return
		case <-time.After(time.Second):
			os.ReadFile(conf)
		}
	}
}

func (w *worker) Stop() {
	close(w.stop)
	<-w.done
}

type server struct{ quit chan struct{} }

func (s *server) spare() { s.Shutdown() }

func (s *server) Shutdown() { close(s.quit) }

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	usr2 := make(chan os.Signal, 1)
	signal.Notify(usr2, syscall.SIGUSR2)
	s := &server{make(chan struct{})}
	go func() {
		for range usr2 {
			start("spare")
			s.spare()
		}
	}()
	go func() {
		w := start("conf")
		for sig := range c {
			w.Stop()
			if sig == syscall.SIGTERM {
				os.Exit(0)
			}
			w = start("conf")
		}
	}()
	<-s.quit
}
