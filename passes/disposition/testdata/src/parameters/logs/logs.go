// Package logs does as it is told by its parameters.
package logs

import (
	"os"
	"os/signal"
	"syscall"
)

// Open opens a log, which is opened again if it has a name.
func Open(name string) {
	if name == "" {
		return
	}
	watch(syscall.SIGTTIN)
}

// Reopen opens the log of a service again.
func Reopen(service bool, name string) {
	if needed(service, name) {
		watch(syscall.SIGUSR1)
	}
}

func needed(service bool, name string) bool { return service && name != "" }

// Dump dumps if it is told to.
func Dump(on bool) { dump(on, 1) }

func dump(on bool, level int) {
	if !on {
		return
	}
	if level == 0 {
		watch(syscall.SIGALRM)
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGQUIT)
	go func() {
		for range c {
			os.Remove("dump")
		}
	}()
}

func watch(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

// A Server is told by its method's parameter.
type Server struct{}

// Serve serves, and reloads.
func (*Server) Serve(mode string) {
	if mode == "daemon" {
		watch(syscall.SIGHUP)
	}
}

// Never is told that it must not.
func Never(on bool) {
	if on {
		watch(syscall.SIGWINCH)
	}
}

// Once is told so by one that is not known.
func Once(on bool) {
	if on {
		watch(syscall.SIGIO)
	}
}
