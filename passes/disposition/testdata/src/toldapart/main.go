// Command toldapart has two helpers that tell of signals by a channel of their own:
// who called for it learns of a signal. Of those that share a channel all do.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
//	SIGQUIT caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func notify(sigs ...os.Signal) <-chan struct{} {
	in := make(chan os.Signal, 1)
	out := make(chan struct{}, 1)
	signal.Notify(in, sigs...)
	go func() {
		for range in {
			select {
			case out <- struct{}{}:
			default:
			}
		}
	}()
	return out
}

func once(sig os.Signal) <-chan struct{} {
	in, out := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(in, sig)
	go func() {
		<-in
		close(out)
	}()
	return out
}

type server struct{ reload, stop <-chan struct{} }

func main() {
	s := &server{reload: notify(syscall.SIGHUP), stop: notify(syscall.SIGTERM)}
	usr1 := notify(syscall.SIGUSR1)
	go func() {
		for range usr1 {
			os.Remove("still here")
		}
	}()
	quit, usr2 := once(syscall.SIGQUIT), once(syscall.SIGUSR2)
	for {
		select {
		case <-s.reload:
			os.ReadFile("conf")
		case <-s.stop:
			return
		case <-usr2:
			os.Remove("once")
			usr2 = nil
		case <-quit:
			return
		}
	}
}
