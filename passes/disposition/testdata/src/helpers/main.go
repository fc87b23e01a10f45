// Command helpers registers by helpers of its own and of another package,
// each call with its own channel and signals.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGTERM caught terminates
//	SIGINT caught terminates
package main

import (
	"os"
	"syscall"

	"lib"
)

func notify(c chan os.Signal, sigs ...os.Signal) chan os.Signal {
	lib.Register(c, sigs...)
	return c
}

func main() {
	hup := notify(make(chan os.Signal, 1), syscall.SIGHUP)
	go func() {
		for range hup {
			os.Remove("cache")
		}
	}()
	end := make(chan os.Signal, 1)
	notify(end, syscall.SIGTERM, os.Interrupt)
	go func() {
		for range lib.Dumps() {
			os.Remove("dump")
		}
	}()
	<-end
}
