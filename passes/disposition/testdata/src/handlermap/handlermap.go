// Package handlermap keeps handlers by signal.
package handlermap

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

var ErrStop = errors.New("stop")

var handlers = make(map[os.Signal]func(os.Signal) error)

func init() { handlers[syscall.SIGTERM] = func(os.Signal) error { return ErrStop } }

// Set adds a handler.
func Set(h func(os.Signal) error, sigs ...os.Signal) {
	for _, s := range sigs {
		handlers[s] = h
	}
}

// Serve calls handlers until one of them fails.
func Serve() (err error) {
	var sigs []os.Signal
	for s := range handlers {
		sigs = append(sigs, s)
	}
	c := make(chan os.Signal, 8)
	signal.Notify(c, sigs...)
	for s := range c {
		if err = handlers[s](s); err != nil {
			break
		}
	}
	signal.Stop(c)
	return err
}
