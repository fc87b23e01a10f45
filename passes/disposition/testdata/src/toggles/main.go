// Stops what is no server, in a branch of its own, and what is one.
//
// SIGUSR2 caught continues
// SIGUSR1 caught terminates
// SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type stopper interface{ Stop() }

type server interface {
	Serve()
	Stop()
}

func start() stopper { return nil }

func run(srv server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGTERM)
	go func() {
		var watch stopper
		for {
			switch <-c {
			case syscall.SIGUSR2:
				if watch == nil {
					watch = start()
				} else {
					watch.Stop()
					watch = nil
				}
			case syscall.SIGUSR1:
				srv.Stop()
			case syscall.SIGTERM:
				os.Exit(0)
			}
		}
	}()
	srv.Serve()
}

func main() { run(nil) }
