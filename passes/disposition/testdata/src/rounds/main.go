// Command rounds reads one query after the other. SIGINT cancels the one that runs,
// and SIGQUIT one of a function that the loop calls. SIGTERM cancels one that the
// loop leaves if it fails, and SIGABRT one without which the program exits.
//
//	SIGINT caught continues
//	SIGQUIT caught continues
//	SIGTERM caught terminates
//	SIGABRT caught terminates
package main

import (
	"bufio"
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

type shell struct{ interrupt, quit, term, abort context.CancelFunc }

func query(ctx context.Context, q string) error {
	_, err := http.NewRequestWithContext(ctx, "GET", q, nil)
	return err
}

func (s *shell) listen() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGABRT)
	for sig := range c {
		switch sig {
		case syscall.SIGINT:
			if s.interrupt != nil {
				s.interrupt()
			}
		case syscall.SIGQUIT:
			s.quit()
		case syscall.SIGTERM:
			s.term()
		case syscall.SIGABRT:
			s.abort()
		}
	}
}

func (s *shell) one(q string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.quit = cancel
	return query(ctx, q)
}

func (s *shell) must(q string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.abort = cancel
	if err := query(ctx, q); err != nil {
		log.Fatal(err)
	}
}

func main() {
	s := new(shell)
	go s.listen()
	in := bufio.NewReader(os.Stdin)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		ctx, cancel := context.WithCancel(context.Background())
		s.interrupt = cancel
		if err := query(ctx, line); err != nil {
			log.Print(err)
		}
		if err := s.one(line); err != nil {
			log.Print(err)
		}
		s.must(line)
		ctx, s.term = context.WithCancel(context.Background())
		if query(ctx, line) != nil {
			return
		}
		s.interrupt = nil
	}
}
