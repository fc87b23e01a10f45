// Command somegiven gives signals to functions that ask for those only.
//
//	SIGTERM caught terminates
//	SIGINT caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"

	"someasked"
)

func context(sigs ...os.Signal) <-chan struct{} {
	c, out := make(chan os.Signal, 1), make(chan struct{})
	if 0 < len(sigs) {
		signal.Notify(c, sigs...)
	}
	go func() {
		<-c
		close(out)
	}()
	return out
}

func done(sigs ...os.Signal) <-chan struct{} { return context(sigs...) }

func main() {
	someasked.Handle(dump)
	someasked.Handle(dump, syscall.SIGUSR1, syscall.SIGUSR2)
	go someasked.Wait()
	<-done()
}

func dump() { os.WriteFile("state", nil, 0o600) }
