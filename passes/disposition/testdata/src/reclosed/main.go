// Command reclosed drops what it has open, and goes on: whoever needs it opens it
// anew. What main waits for is another thing, which SIGUSR1 closes by its type,
// SIGUSR2 by what its Close does, and SIGALRM beside what it drops; and SIGVTALRM
// is closed as SIGTERM is.
//
//	SIGHUP caught continues
//	SIGUSR1 caught terminates
//	SIGUSR2 caught terminates
//	SIGALRM caught terminates
//	SIGVTALRM caught terminates
//	SIGTERM caught terminates
package main

import (
	"context"
	"database/sql"
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

type store struct {
	mu sync.Mutex
	db *sql.DB
}

func (s *store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db = nil
	return err
}

type work struct{ over chan struct{} }

func (w *work) Close() { close(w.over) }

func main() {
	s, w := &store{}, &work{make(chan struct{})}
	l, err := net.Listen("unix", "socket")
	if err != nil {
		os.Exit(1)
	}
	ctx, cancel := context.WithCancel(context.Background())
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	go func() {
		for range hup {
			s.Close()
		}
	}()
	usr1 := make(chan os.Signal, 1)
	signal.Notify(usr1, syscall.SIGUSR1)
	go func() {
		for range usr1 {
			l.Close()
		}
	}()
	usr2 := make(chan os.Signal, 1)
	signal.Notify(usr2, syscall.SIGUSR2)
	go func() {
		for range usr2 {
			w.Close()
		}
	}()
	alrm := make(chan os.Signal, 1)
	signal.Notify(alrm, syscall.SIGALRM)
	go func() {
		for range alrm {
			cancel()
			s.Close()
		}
	}()
	both := make(chan os.Signal, 1)
	signal.Notify(both, syscall.SIGVTALRM, syscall.SIGTERM)
	go func() {
		for range both {
			s.Close()
		}
	}()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				os.Exit(1)
			}
			c.Close()
		}
	}()
	select {
	case <-w.over:
	case <-ctx.Done():
	}
}
