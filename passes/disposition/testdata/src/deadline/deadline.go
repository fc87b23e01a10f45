// Command deadline moves its server to another port at SIGHUP, and gives the
// old one some time to end; the context of that time is no other's. SIGUSR1
// ends it, with such a context too, and SIGUSR2 cancels what serves.
//
//	SIGHUP caught continues
//	SIGUSR1 caught terminates
//	SIGUSR2 caught terminates
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

var port string

func start(addr string) *http.Server {
	s := &http.Server{Addr: addr}
	go func() { log.Print(s.ListenAndServe()) }()
	return s
}

func read() string { return os.Getenv("PORT") }

func main() {
	server := start(port)
	serving, cancel := context.WithCancel(context.Background())
	reload := func() {
		old := port
		port = read()
		os.Setenv("OLD", old)
		if port != old {
			ctx, cancel := context.WithTimeout(context.Background(), time.Second)
			defer cancel()
			if err := server.Shutdown(ctx); err != nil {
				log.Print(err)
			}
			server = start(port)
		}
	}
	end := func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			log.Print(err)
		}
	}
	go at(syscall.SIGHUP, reload)
	go at(syscall.SIGUSR1, end)
	go at(syscall.SIGUSR2, func() { cancel() })
	<-serving.Done()
}

func at(sig os.Signal, f func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	for range c {
		f()
	}
}
