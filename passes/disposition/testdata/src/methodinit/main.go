// Command methodinit has methods that are named for what they do, and no
// initialisers: they register where they are called.
//
//	SIGHUP caught continues with subcommand "serve"
//	SIGUSR2 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type server struct{ signals chan os.Signal }

func (s *server) init() {
	s.signals = make(chan os.Signal, 1)
	signal.Notify(s.signals, syscall.SIGHUP)
}

type unused struct{ server }

func (u *unused) init() { on(syscall.SIGUSR1) }

func init() { on(syscall.SIGUSR2) }

func main() {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		s := new(server)
		s.init()
		for range s.signals {
			os.Remove("cache")
		}
	}
	select {}
}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}
