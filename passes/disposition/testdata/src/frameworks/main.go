// Command frameworks runs actors that a group ends together.
//
//	SIGTERM caught terminates
//	SIGHUP caught continues
package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"

	"group"
)

func main() {
	var g group.Group
	term, quit := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(term, syscall.SIGTERM)
	g.Add(func() error {
		select {
		case s := <-term:
			return errors.New(s.String())
		case <-quit:
			return nil
		}
	}, func(error) { close(quit) })
	hup, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(hup, syscall.SIGHUP)
	g.Add(func() error {
		for {
			select {
			case <-hup:
				os.Remove("cache")
			case <-done:
				return nil
			}
		}
	}, func(error) { close(done) })
	g.Run()
}
