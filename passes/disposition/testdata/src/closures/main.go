// Command closures receives in a literal what main makes.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func reload() { os.Remove("cache") }

func main() {
	hup, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(hup, syscall.SIGHUP)
	go func() {
		for range hup {
			reload()
		}
	}()
	term := make(chan os.Signal, 1)
	signal.Notify(term, syscall.SIGTERM)
	go func() {
		<-term
		close(done)
	}()
	<-done
}
