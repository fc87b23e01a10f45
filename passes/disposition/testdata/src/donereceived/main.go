// Command donereceived goes round when one context ends, and leaves when another does.
//
//	SIGUSR1 caught continues
//	SIGTERM caught terminates
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"
)

type run struct{}

func (r *run) Stop() error  { return os.Remove("x") }
func (r *run) Start() error { return nil }

func serve() error {
	r := &run{}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	reload, cancel := signal.NotifyContext(context.Background(), syscall.SIGUSR1)
	defer cancel()
	for {
		select {
		case <-reload.Done():
			log.Print("reloading")
			if err := r.Stop(); err != nil {
				return err
			}
			if err := r.Start(); err != nil {
				return err
			}
		case <-ctx.Done():
			return r.Stop()
		}
	}
}

func main() {
	if err := serve(); err != nil {
		log.Fatal(err)
	}
}
