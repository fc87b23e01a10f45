// Command stopflag ends its child when it is asked to end, and sets a variable
// that its loop asks for to leave; the child's end alone begins the next turn.
// What SIGHUP sets no loop is left for.
//
//	SIGHUP caught continues
//	SIGINT caught terminates
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

type watchdog struct {
	cmd  *exec.Cmd
	mu   sync.Mutex
	stop bool
	hung bool
	done atomic.Bool
}

func (w *watchdog) run() {
	for !w.done.Load() {
		w.cmd = exec.Command("x")
		if err := w.cmd.Start(); err != nil {
			break
		}
		w.cmd.Wait()
		w.mu.Lock()
		if w.hung {
			println("hung up")
		}
		stop := w.stop
		w.mu.Unlock()
		if w.stop || stop {
			break
		}
		time.Sleep(time.Second)
	}
}

func (w *watchdog) signals() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM)
	for s := range c {
		w.mu.Lock()
		switch s {
		case syscall.SIGTERM:
			w.stop = true
			w.cmd.Process.Kill()
		case syscall.SIGINT:
			w.done.Store(true)
			w.cmd.Process.Kill()
		case syscall.SIGHUP:
			w.hung = true
			w.cmd.Process.Kill()
		}
		w.mu.Unlock()
	}
}

func main() {
	w := new(watchdog)
	go w.signals()
	w.run()
}
