// Command b defers nothing that the end of the process does not do.
package main

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

var mu sync.Mutex

func main() {
	mu.Lock()
	defer mu.Unlock()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	defer signal.Stop(c)
	go func() {
		<-c
		os.Exit(0)
	}()
	<-ctx.Done()
	inMain()
	cancelled()
}

// Not in a goroutine: its own defers are plain to see.
func inMain() {
	defer os.Remove("b.pid")
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
	os.Exit(0)
}

// The goroutine lets its starter return.
func cancelled() {
	defer os.Remove("b.pid")
	done := make(chan struct{})
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	go func() {
		<-c
		close(done)
	}()
	<-done
}
