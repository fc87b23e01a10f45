// Command tidied removes a file in a goroutine that nobody waits for.
//
//	SIGQUIT caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

func unlock() { os.Remove("lock") }
func catch(done chan struct{}) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGQUIT)
	defer signal.Stop(c)
	select {
	case <-done:
		unlock()
	case <-c:
		unlock()
	}
}
func main() {
	done := make(chan struct{})
	go catch(done)
	for i := 0; i < 100; i++ {
		time.Sleep(time.Second)
	}
	close(done)
}
