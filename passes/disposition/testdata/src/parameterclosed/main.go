// Command parameterclosed closes a channel that it was given, if what comes
// before does not fail; what comes before is not all that SIGTERM does.
//
//	SIGHUP caught terminates
//	SIGTERM caught continues
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	stop := make(chan struct{})
	defer close(stop)
	hup := make(chan struct{})
	go handle(stop, hup)
	done := make(chan error)
	go func() { done <- wait() }()
	select {
	case <-done:
	case <-hup:
		fmt.Println("HUP received, exiting")
		return
	}
}

func handle(stop <-chan struct{}, hup chan<- struct{}) {
	c := make(chan os.Signal, 10)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for {
		var sig os.Signal
		select {
		case sig = <-c:
		case <-stop:
			return
		}
		switch sig {
		case syscall.SIGHUP:
			if err := send("HUP"); err != nil {
				fmt.Println(err)
				break
			}
			close(hup)
		case syscall.SIGTERM:
			if err := send("TERM"); err != nil {
				fmt.Println(err)
				break
			}
		}
	}
}

func send(s string) error { return os.WriteFile("x", []byte(s), 0o600) }
func wait() error         { select {} }
