// Command textkeys finds what to do by what a signal is called.
//
//	SIGHUP caught continues
//	SIGUSR1 caught nothing
//	SIGTERM caught terminates
//	SIGQUIT caught terminates
package main

import (
	"errors"
	"log"
	"os"
	"os/signal"
	"syscall"
)

var errStop = errors.New("stop")

type handlers struct {
	on  map[string]func() error
	num map[int]func()
}

func main() {
	h := &handlers{
		on: map[string]func() error{
			"hangup":     func() error { return os.Rename("log", "log.1") },
			"terminated": func() error { return errStop },
		},
		num: map[int]func(){3: func() { os.Exit(3) }},
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGTERM)
	quit := make(chan os.Signal, 1)
	signal.Notify(quit, syscall.SIGQUIT)
	go func() {
		for sig := range quit {
			if fn := h.num[int(sig.(syscall.Signal))]; fn != nil {
				fn()
			}
		}
	}()
	for sig := range c {
		fn := h.on[sig.String()]
		if fn == nil {
			continue
		}
		if err := fn(); err == errStop {
			return
		} else if err != nil {
			log.Print(err)
		}
	}
}
