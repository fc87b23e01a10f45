// Command raise cleans up and raises the signal again.
//
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	go func() {
		for s := range c {
			os.Remove("lock")
			signal.Reset()
			syscall.Kill(syscall.Getpid(), s.(syscall.Signal))
		}
	}()
	select {}
}
