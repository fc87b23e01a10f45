// Command fields keeps its channel in a struct.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type server struct {
	signals chan os.Signal
	quit    chan struct{}
}

func newServer() *server {
	s := &server{signals: make(chan os.Signal, 4), quit: make(chan struct{})}
	signal.Notify(s.signals, syscall.SIGHUP, syscall.SIGTERM)
	return s
}

func (s *server) watch() {
	for sig := range s.signals {
		if sig == syscall.SIGHUP {
			s.reload()
			continue
		}
		s.stop()
	}
}

func (s *server) reload() { os.Remove("cache") }

func (s *server) stop() { close(s.quit) }

func main() {
	s := newServer()
	go s.watch()
	<-s.quit
}
