// A parameter whose address is given away need not be what the caller gave.
//
//	SIGHUP caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func enable(b *bool) { *b = true }

func run(reload bool) {
	enable(&reload)
	if reload {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		<-c
	}
}

func plain(reload bool) {
	func() {
		if reload {
			c := make(chan os.Signal, 1)
			signal.Notify(c, syscall.SIGUSR1)
			<-c
		}
	}()
}

func main() {
	plain(false)
	run(false)
}
