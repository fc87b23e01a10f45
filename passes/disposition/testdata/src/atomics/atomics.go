// Sets atomic variables that the main loop reads; one is only counted.
//
// SIGHUP caught continues
// SIGTERM caught terminates
// SIGUSR1 caught nothing
// SIGUSR2 caught continues
package main

import (
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

var (
	reload, stop int32
	verbose      atomic.Bool
	seen         atomic.Int64
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM, syscall.SIGUSR1, syscall.SIGUSR2)
	go func() {
		for s := range c {
			switch s {
			case syscall.SIGHUP:
				atomic.StoreInt32(&reload, 1)
			case syscall.SIGUSR1:
				seen.Add(1)
			case syscall.SIGUSR2:
				verbose.Store(!verbose.Load())
			default:
				atomic.StoreInt32(&stop, 1)
			}
		}
	}()
	for atomic.LoadInt32(&stop) == 0 {
		if atomic.CompareAndSwapInt32(&reload, 1, 0) {
			_ = os.Chdir("/")
		}
		time.Sleep(time.Second)
	}
}
