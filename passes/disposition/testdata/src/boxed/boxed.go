// Keeps a handler of another type for each signal, behind an interface.
//
// SIGHUP caught continues
// SIGTERM caught terminates
// SIGUSR1 caught nothing
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type handler interface{ handle(os.Signal) (ends bool) }

type reload struct{}

func (reload) handle(os.Signal) bool {
	_ = os.Chdir("/")
	return false
}

type stop struct{ code int }

func (*stop) handle(os.Signal) bool { return true }

type quiet struct{}

func (quiet) handle(os.Signal) bool { return false }

func main() {
	handlers := map[os.Signal]handler{syscall.SIGHUP: reload{}, syscall.SIGTERM: &stop{1}, syscall.SIGUSR1: quiet{}}
	c := make(chan os.Signal, 1)
	for s := range handlers {
		signal.Notify(c, s)
	}
	for s := range c {
		if handlers[s].handle(s) {
			return
		}
	}
}
