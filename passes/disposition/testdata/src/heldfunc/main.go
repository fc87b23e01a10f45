// Command heldfunc calls its helpers through variables of the package, as those
// do who test with others.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
//	rest unknown unknown
package main

import (
	"os"
	"os/signal"
	"syscall"
)

var (
	notified = notifiedImpl
	either   = first
)

func init() {
	if os.Getenv("EITHER") != "" {
		either = second
	}
}

func notifiedImpl(sigs ...os.Signal) (chan os.Signal, func()) {
	c := make(chan os.Signal, len(sigs))
	signal.Notify(c, sigs...)
	return c, func() { signal.Stop(c) }
}

func first() []os.Signal  { return []os.Signal{syscall.SIGUSR1} }
func second() []os.Signal { return []os.Signal{syscall.SIGUSR2} }

func main() {
	c, stop := notified(syscall.SIGHUP, syscall.SIGTERM)
	defer stop()
	d := make(chan os.Signal, 1)
	signal.Notify(d, either()...)
	for s := range c {
		if s == syscall.SIGTERM {
			return
		}
		os.Remove("x")
	}
}
