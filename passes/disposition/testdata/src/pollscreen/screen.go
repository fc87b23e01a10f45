// Package pollscreen looks whether it was told of something when it is asked for
// something else.
package pollscreen

import (
	"os"
	"os/signal"
	"syscall"
)

// A Screen has a size.
type Screen interface {
	Size() int
	Stopped() bool
}

type screen struct {
	winch chan int
	stop  chan struct{}
	width int
}

// New returns a Screen.
func New() Screen {
	s := &screen{winch: make(chan int, 1), stop: make(chan struct{}, 1)}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH, syscall.SIGUSR1)
	go func() {
		for range c {
			s.resized()
		}
	}()
	usr2 := make(chan os.Signal, 1)
	signal.Notify(usr2, syscall.SIGUSR2)
	go func() {
		for range usr2 {
			s.stop <- struct{}{}
		}
	}()
	return s
}

func (s *screen) resized() {
	select {
	case s.winch <- 0:
	default:
	}
}

func (s *screen) Size() int {
	select {
	case <-s.winch:
		s.width = measure()
	default:
	}
	return s.width
}

func (s *screen) Stopped() bool {
	select {
	case <-s.stop:
		return true
	default:
		return false
	}
}

func measure() int {
	b, _ := os.ReadFile("size")
	return len(b)
}
