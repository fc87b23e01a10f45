// Command handles handles or ignores what may come.
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signal.Ignore(syscall.SIGPIPE)
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	for s := range c {
		if s == syscall.SIGTERM {
			return
		}
		log.Print("still here")
	}
}
