// Package example is on the page of unbuffered.
package example

import (
	"os"
	"os/signal"
)

type server struct{ signals chan os.Signal }

func newServer() *server {
	s := &server{signals: make(chan os.Signal)}
	signal.Notify(s.signals, os.Interrupt)
	return s
}

func (s *server) wait() { <-s.signals }
