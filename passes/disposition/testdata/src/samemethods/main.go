// Command samemethods has interfaces of its own with just the methods of one of
// another package, to which their values are given. What nobody calls is not
// reached; what a command calls through an interface is with that.
//
//	SIGHUP caught continues may
//	SIGUSR1 caught continues
//	SIGQUIT caught continues with subcommand "watch"
package main

import (
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

// A Handler is called by the server.
type Handler interface {
	ServeHTTP(http.ResponseWriter, *http.Request)
}

// A Writer is called here as well, where nobody comes by.
type Writer interface{ Write([]byte) (int, error) }

// A Watcher is called by one command.
type Watcher interface{ watch() }

type files struct{}

// ServeHTTP serves.
func (files) ServeHTTP(http.ResponseWriter, *http.Request) { on(syscall.SIGHUP) }

type log struct{}

// Write writes.
func (log) Write([]byte) (int, error) { on(syscall.SIGUSR1); return 0, nil }

func (log) watch() { on(syscall.SIGQUIT) }

func unused(w Writer) { w.Write(nil) }

func main() {
	var h Handler = files{}
	var w Writer = log{}
	var s Watcher = log{}
	if len(os.Args) > 1 && os.Args[1] == "watch" {
		s.watch()
	}
	r, _ := http.NewRequest("GET", "/", nil)
	r.Write(w)
	http.ListenAndServe("", h)
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
