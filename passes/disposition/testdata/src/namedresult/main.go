// Returns what it has stored in its named result, which a deferred call may
// still change.
//
// SIGTERM caught terminates
package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if err := run(); err != nil {
		os.Exit(1)
	}
}

func run() (err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, errors.New("run"))
		}
	}()
	if _, err = os.Stat("conf"); err != nil {
		return err
	}
	if os.Getenv("CHECK") != "" {
		return err
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
	return err
}
