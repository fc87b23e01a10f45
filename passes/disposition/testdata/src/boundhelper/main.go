// Command boundhelper registers signals by helpers that are given them, and
// whether they are wanted.
//
//	SIGHUP caught continues if -watch is set
//	SIGUSR1 default nothing
//	SIGUSR2 caught continues
//	SIGALRM caught continues if -trace is set
//	SIGVTALRM caught continues if -trace is set
//	SIGWINCH caught continues
package main

import (
	"flag"
	"os"
	"os/signal"
	"syscall"
)

func on(wanted bool, sigs ...os.Signal) {
	if !wanted {
		return
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, sigs...)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}

// later has a literal that asks.
func later(trace bool, sig os.Signal) {
	go func() {
		if trace {
			on(true, syscall.SIGVTALRM, sig)
		}
	}()
}

// any is called as a value: what is given is not known.
func any(wanted bool, sig os.Signal) {
	if wanted {
		on(true, sig)
	}
}

func main() {
	watch := flag.Bool("watch", false, "")
	trace := flag.Bool("trace", false, "")
	flag.Parse()
	on(*watch, syscall.SIGHUP)
	on(false, syscall.SIGUSR1)
	on(true, syscall.SIGUSR2)
	later(*trace, syscall.SIGALRM)
	f := any
	if len(os.Args) > 9 {
		f = func(bool, os.Signal) {}
	}
	f(true, syscall.SIGWINCH)
	select {}
}
