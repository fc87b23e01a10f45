package a

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// SIGHUP asks for the end, which comes when the lines have run out.
func drains(lines <-chan string) {
	_, cancel := context.WithCancel(context.Background())
	quit := make(chan os.Signal, 1)
	signal.Notify(quit, syscall.SIGHUP, syscall.SIGTERM)
	for {
		select {
		case <-quit:
			cancel()
		case _, ok := <-lines:
			if !ok {
				return
			}
			deliver()
		}
	}
}

// The work is named, not the lock around it.
func locked(mu *sync.Mutex, f *os.File) {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	for range hup { // want `^SIGHUP reopens by reopenFile, `
		mu.Lock()
		reopenFile(f)
		mu.Unlock()
	}
}

func deliver() { _ = os.Chdir("/") }

func reopenFile(f *os.File) { _, _ = f.Seek(0, 0) }
