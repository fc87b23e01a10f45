// Finds out what a value can do, and runs it.
//
// SIGHUP caught continues
// SIGUSR1 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type hup struct{}

func (hup) Run() { handle(syscall.SIGHUP) }

type usr1 struct{}

func (usr1) String() string { return "usr1" }
func (usr1) Start() error   { handle(syscall.SIGUSR1); return nil }

// usr2 has what nobody asks for.
type usr2 struct{}

func (usr2) Begin() { handle(syscall.SIGUSR2) }

func main() {
	var all = []any{hup{}, usr2{}}
	for _, x := range all {
		if r, ok := x.(interface{ Run() }); ok {
			r.Run()
		}
	}
	start(usr1{})
	select {}
}

type stringer interface{ String() string }

type starter interface{ Start() error }

func start(s stringer) {
	switch s := s.(type) {
	case starter:
		_ = s.Start()
	default:
		println(s.String())
	}
}

func handle(s os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s)
	go func() {
		for range c {
			_ = os.Chdir("/")
		}
	}()
}
