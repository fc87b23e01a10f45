// A variable of the environment has the name that a field always holds; where
// that differs, it has none.
//
// SIGHUP caught continues if $X_DAEMON is "true"
// SIGUSR1 caught continues if a variable of the environment is set
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type process struct{ tag, other string }

func newProcess(name string) *process { return &process{tag: "X_DAEMON", other: name} }

func (p *process) isChild() bool { return os.Getenv(p.tag) == "true" }

func main() {
	p := newProcess(os.Args[0])
	if p.isChild() {
		work(syscall.SIGHUP)
	}
	if os.Getenv(p.other) != "" {
		work(syscall.SIGUSR1)
	}
	select {}
}

func work(s os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s)
	go func() {
		for range c {
			os.Remove("x")
		}
	}()
}
