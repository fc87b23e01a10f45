// Package sizes waits until the terminal has a size.
package sizes

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// Wait waits for it, or gives up.
func Wait() (int, error) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH, syscall.SIGINT)
	for {
		var s size
		s.fill()
		if n := s.columns; n > 0 {
			return n, nil
		}
		switch <-c {
		case syscall.SIGWINCH:
			continue
		case syscall.SIGINT:
			return 0, errors.New("interrupted")
		}
	}
}

type size struct{ columns int }

func (s *size) fill() { s.columns = len(os.Getenv("COLUMNS")) }
