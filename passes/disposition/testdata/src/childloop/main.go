// Command childloop ends its child at SIGHUP, and starts another one in the next
// round, whose end it will be told of by a new channel. The end of a child that
// runs is the end of the program, and SIGTERM asks for it.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
package main

import (
	"context"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func main() {
	if err := master(context.Background()); err != nil {
		log.Print(err)
	}
}

func master(ctx context.Context) error {
	hup, end := make(chan os.Signal, 2), make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	signal.Notify(end, syscall.SIGTERM)
	for {
		child := exec.Command("sleep", "100")
		if err := child.Start(); err != nil {
			return err
		}
		done := make(chan error, 1)
		go func() { done <- child.Wait() }()
		go func() {
			<-end
			done <- ctx.Err()
		}()
		select {
		case err := <-done:
			return err
		case <-hup:
			child.Process.Signal(syscall.SIGTERM)
		case <-ctx.Done():
			return nil
		}
	}
}
