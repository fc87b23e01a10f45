// Command lameduck ends in a goroutine that a signal starts, unless it is ending
// already. SIGUSR1 starts one that ends the program only if its work fails, and
// SIGWINCH one that works.
//
//	SIGUSR2 caught terminates
//	SIGUSR1 caught continues
//	SIGWINCH caught continues
package main

import (
	"log"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

type server struct {
	mu      sync.Mutex
	ending  bool
	clients []*os.File
}

func (s *server) lameDuck() {
	s.mu.Lock()
	if s.ending {
		s.mu.Unlock()
		return
	}
	s.ending = true
	s.mu.Unlock()
	if len(s.clients) == 0 {
		s.Shutdown()
		return
	}
	for _, c := range s.clients {
		c.Close()
	}
	s.Shutdown()
}

func (s *server) Shutdown() { os.Remove("pid") }

func (s *server) reload() {
	if s.ending {
		return
	}
	if _, err := os.ReadFile("conf"); err != nil {
		log.Fatal(err)
	}
}

func (s *server) resize() {
	if s.ending {
		return
	}
	os.WriteFile("size", nil, 0o600)
}

func main() {
	s := new(server)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGWINCH)
	go func() {
		for sig := range c {
			switch sig {
			case syscall.SIGUSR2:
				go s.lameDuck()
			case syscall.SIGUSR1:
				go s.reload()
			case syscall.SIGWINCH:
				go s.resize()
			}
		}
	}()
	select {}
}
