// Hands signals on through generic types and functions.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type bus[T any] struct{ c chan T }

func (b *bus[T]) publish(v T) { b.c <- v }

func (b *bus[T]) each(f func(T) bool) {
	for v := range b.c {
		if !f(v) {
			return
		}
	}
}

func pump[T any](from <-chan T, to *bus[T]) {
	for v := range from {
		to.publish(v)
	}
}

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	b := &bus[os.Signal]{c: make(chan os.Signal)}
	go pump(c, b)
	b.each(func(s os.Signal) bool {
		if s == syscall.SIGHUP {
			_ = os.Chdir("/")
			return true
		}
		return false
	})
}
