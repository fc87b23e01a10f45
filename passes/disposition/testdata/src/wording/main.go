// Command wording does several things for each signal, of which some say more.
//
//	SIGTERM caught terminates
//	SIGINT caught terminates
//	SIGHUP caught continues
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

type server struct{ listener *os.File }

func (s *server) drain() {
	s.listener.Close()
	s.Shutdown()
}

func (s *server) Shutdown() { os.Remove("pid") }

func submit() {
	if err := os.WriteFile("stats", nil, 0o600); err != nil {
		log.Fatalf("cannot write: %v", err)
	}
}

func main() {
	s := new(server)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM)
	for sig := range c {
		switch sig {
		case syscall.SIGTERM:
			submit()
			return
		case syscall.SIGINT:
			s.drain()
			return
		}
		submit()
	}
}
