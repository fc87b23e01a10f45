// Command measured asks for the size again after SIGWINCH, and what comes after the
// loop is no work of the signal. SIGINT ends it, SIGUSR1 does something.
//
//	SIGWINCH caught continues
//	SIGINT caught terminates
//	SIGUSR1 caught continues
package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

type screen struct{ width, turns int }

func size() int {
	b, _ := os.ReadFile("size")
	return len(b)
}

func (s *screen) measure() (int, error) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGWINCH, syscall.SIGINT, syscall.SIGUSR1)
	for {
		if w := size(); w > 0 {
			return w, nil
		}
		switch <-c {
		case syscall.SIGWINCH:
			continue
		case syscall.SIGUSR1:
			s.turns++
		case syscall.SIGINT:
			return 0, errors.New("stopped")
		}
	}
}

func (s *screen) Close() { os.Remove("size") }

func run() (err error) {
	s := new(screen)
	if s.width, err = s.measure(); err != nil {
		return err
	}
	defer s.Close()
	_, err = os.Stdin.Read(nil)
	return err
}

func main() {
	if run() != nil {
		os.Exit(1)
	}
}
