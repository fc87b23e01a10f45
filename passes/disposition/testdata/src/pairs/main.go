// Command pairs registers and stops in a pair of methods, and receives once
// in a select.
//
//	SIGINT caught terminates
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type trap struct{ c chan os.Signal }

func (t *trap) arm()    { signal.Notify(t.c, os.Interrupt, syscall.SIGTERM) }
func (t *trap) disarm() { signal.Stop(t.c) }

func main() {
	t := &trap{c: make(chan os.Signal, 1)}
	t.arm()
	defer t.disarm()
	failed := make(chan error)
	select {
	case <-t.c:
	case <-failed:
	}
}
