// Package instead is on the page of skippeddefer.
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
	go serve()
	<-c
}
