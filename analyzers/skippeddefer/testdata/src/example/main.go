// Package example is on the page of skippeddefer.
package main

import (
	"os"
	"os/signal"
)

func serve() {}

func main() {
	defer os.Remove("server.pid")
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	go func() {
		<-c
		os.Exit(0)
	}()
	serve()
}
