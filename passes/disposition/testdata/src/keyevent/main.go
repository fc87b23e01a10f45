// Command keyevent posts the key to exit, or to enter, and sets an event of a
// kind of its own.
//
//	SIGHUP caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught terminates
//	SIGALRM caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"

	"keys"
)

const (
	redraw keys.Kind = iota
	reqQuit
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGALRM)
	var s keys.Screen
	var b keys.Box
	go func() {
		for sig := range c {
			switch sig {
			case syscall.SIGHUP:
				s.Post(event(sig))
			case syscall.SIGUSR1:
				s.Post(keys.NewEvent(keys.KeyEnter))
			case syscall.SIGUSR2:
				b.Set(reqQuit, nil)
			case syscall.SIGALRM:
				b.Set(redraw, nil)
			}
		}
	}()
	select {}
}

func event(os.Signal) *keys.Event { return keys.NewEvent(keys.KeyExit) }
