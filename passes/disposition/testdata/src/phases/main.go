// Command phases asks for a second signal before it obeys.
//
//	SIGINT caught terminates
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() {
		<-c
		log.Print("again to quit")
		cancel()
		<-c
		os.Exit(1)
	}()
	<-ctx.Done()
}
