// One signal is passed over if a variable is set.
//
// SIGHUP caught terminates
// SIGTERM caught terminates
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	var nohup bool
	for _, arg := range os.Args {
		if arg == "--nohup" {
			nohup = true
		}
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM)
	go func() {
		for s := range c {
			if s == syscall.SIGHUP && nohup {
				continue
			}
			log.Printf("signal: %v", s)
			switch {
			default:
				os.Exit(1)
			case s == syscall.SIGHUP:
				os.Exit(2)
			}
		}
	}()
	select {}
}
