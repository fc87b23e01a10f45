// Command decided does what the values say that the receiving function
// returns: SIGHUP and SIGUSR1 begin its work anew, SIGTERM and SIGUSR2 end it.
// Each return statement decides for itself, also of those for one signal.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGTERM caught terminates
//	SIGUSR2 caught terminates
package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
)

type worker struct{ n int }

// run returns whether to begin anew.
func (w *worker) run(c chan os.Signal) (bool, error) {
	for {
		if w.n > 3 {
			return false, errors.New("too many")
		}
		select {
		case <-time.After(time.Second):
			w.n++
		case s := <-c:
			switch s {
			case syscall.SIGHUP:
				if err := os.Chdir("/"); err != nil {
					return false, err
				}
				return true, nil
			case syscall.SIGUSR1:
				if w.n > 0 {
					os.Remove("x")
				}
				return true, nil
			default:
				return false, nil
			}
		}
	}
}

func start() error {
	c := notified(syscall.SIGHUP, syscall.SIGTERM, syscall.SIGUSR1, syscall.SIGUSR2)
	for {
		w := &worker{}
		again, err := w.run(c)
		if err != nil {
			return err
		}
		if !again {
			return nil
		}
	}
}

func notified(s ...os.Signal) chan os.Signal {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s...)
	return c
}

func main() {
	if start() != nil {
		os.Exit(1)
	}
}
