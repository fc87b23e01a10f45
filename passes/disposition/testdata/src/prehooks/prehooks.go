// Package prehooks ends the program when one of its signals comes, and calls
// functions before.
package prehooks

import (
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

var (
	listeners []net.Listener
	hooks     []func()
	c         = make(chan os.Signal, 1)
	ended     = make(chan struct{})
	once      sync.Once
	std       = []os.Signal{os.Interrupt}
)

// Add adds signals.
func Add(sigs ...os.Signal) { signal.Notify(c, sigs...) }

// Handle adds the usual ones.
func Handle() { Add(std...) }

// Before calls a function before the end.
func Before(f func()) { hooks = append(hooks, f) }

// Wrap closes a listener at the end.
func Wrap(l net.Listener) net.Listener {
	listeners = append(listeners, l)
	return l
}

func init() { go wait() }

func init() {
	if os.Getenv("PREHOOKS") != "" {
		std = append(std, syscall.SIGUSR2)
	}
}

func wait() {
	for {
		<-c
		go Shutdown()
	}
}

// Shutdown ends it.
func Shutdown() {
	for _, f := range hooks {
		f()
	}
	once.Do(func() {
		for _, l := range listeners {
			l.Close()
		}
		close(ended)
	})
}
