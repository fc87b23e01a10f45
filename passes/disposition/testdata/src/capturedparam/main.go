// A literal in a function reads a parameter, and each caller says what it is.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues if $DEBUG is set
//	SIGUSR2 caught continues
//	SIGWINCH caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	hangup(true)
	term(false)
	debug(os.Getenv("DEBUG") != "")
	later(true)()
	never(false)()
	changed(false)
	select {}
}

func hangup(on bool) {
	go func() {
		if on {
			handle(syscall.SIGHUP)
		}
	}()
}

func term(on bool) {
	go func() {
		if on {
			handle(syscall.SIGTERM)
		}
	}()
}

func debug(on bool) {
	go func() {
		if on {
			handle(syscall.SIGUSR1)
		}
	}()
}

func later(on bool) func() {
	return func() {
		func() {
			if on {
				handle(syscall.SIGUSR2)
			}
		}()
	}
}

func never(on bool) func() {
	return func() {
		if on {
			handle(syscall.SIGQUIT)
		}
	}
}

func changed(on bool) {
	on = true
	func() {
		if on {
			handle(syscall.SIGWINCH)
		}
	}()
}

func handle(s os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s)
	go func() {
		for range c {
			os.Remove("x")
		}
	}()
}
