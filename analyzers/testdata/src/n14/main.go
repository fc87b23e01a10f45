// Command n14 is one of the thirty programs.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
)

func check() error {
	if len(os.Args) > 1 {
		return errors.New("takes no arguments")
	}
	return nil
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	if err := check(); err != nil {
		return err
	}
	<-ctx.Done()
	stop()
	return nil
}

func main() {
	if run() != nil {
		os.Exit(1)
	}
}
