// Command waitgroups waits for goroutines: those that a signal ends, but not
// those that one starts.
//
//	SIGTERM caught terminates
//	SIGINT caught terminates
//	SIGHUP caught continues
//	SIGUSR1 caught nothing
package main

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

type server struct{ wg sync.WaitGroup }

func (s *server) watch() {
	defer s.wg.Done()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGHUP)
	for sig := range c {
		if sig == syscall.SIGTERM {
			return
		}
		s.wg.Add(1)
		go func() {
			defer s.wg.Done()
			os.ReadFile("conf")
		}()
	}
}

func main() {
	s := new(server)
	s.wg.Add(1)
	go s.watch()
	var wg, ignored sync.WaitGroup
	wg.Add(1)
	ignored.Add(1)
	interrupts, others := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	signal.Notify(others, syscall.SIGUSR1)
	go func() { <-interrupts; wg.Done() }()
	go func() { <-others; ignored.Done() }()
	wg.Wait()
	s.wg.Wait()
}
