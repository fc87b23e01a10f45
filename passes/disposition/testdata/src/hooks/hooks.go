// Package hooks serves, handles signals, and calls what was added for them.
package hooks

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

// A Server calls hooks.
type Server struct{ hooks map[os.Signal][]func() }

// New makes one.
func New() *Server {
	return &Server{hooks: map[os.Signal][]func(){syscall.SIGUSR1: {}, syscall.SIGUSR2: {}, syscall.SIGHUP: {}, syscall.SIGTERM: {}}}
}

// Add adds a hook.
func (s *Server) Add(sig os.Signal, f func()) { s.hooks[sig] = append(s.hooks[sig], f) }

func (s *Server) call(sig os.Signal) {
	for _, f := range s.hooks[sig] {
		f()
	}
}

func fork() {
	if _, err := os.StartProcess("self", nil, nil); err != nil {
		log.Fatal(err)
	}
}

// Serve handles signals.
func (s *Server) Serve() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGHUP, syscall.SIGTERM)
	for sig := range c {
		s.call(sig)
		switch sig {
		case syscall.SIGHUP:
			fork()
		case syscall.SIGUSR1:
			log.Println("received")
		case syscall.SIGTERM:
			return
		}
	}
}
