// Command mailbox puts a word for the end where another loop finds it; SIGUSR1
// puts another word there.
//
//	SIGHUP caught terminates
//	SIGTERM caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught terminates
package main

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

type event int

const (
	reqRedraw event = iota
	reqQuit
)

type quitMsg struct{}

type box struct {
	mu     sync.Mutex
	filled *sync.Cond
	events map[event]bool
	msgs   chan any
}

func (b *box) set(e event) {
	b.mu.Lock()
	b.events[e] = true
	b.filled.Signal()
	b.mu.Unlock()
	os.WriteFile("events", nil, 0o600)
}

func (b *box) wait() (e event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.events) == 0 {
		b.filled.Wait()
	}
	for e = range b.events {
		delete(b.events, e)
		break
	}
	return e
}

func main() {
	b := &box{events: make(map[event]bool), msgs: make(chan any)}
	b.filled = sync.NewCond(&b.mu)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGUSR1, syscall.SIGUSR2)
	go func() {
		for s := range c {
			switch s {
			case syscall.SIGUSR1:
				b.set(reqRedraw)
			case syscall.SIGUSR2:
				b.msgs <- quitMsg{}
			default:
				b.set(reqQuit)
			}
		}
	}()
	for b.wait() != reqQuit {
	}
}
