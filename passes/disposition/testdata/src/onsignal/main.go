// A helper is given a function and the signals to call it for.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	SIGQUIT caught terminates
//	SIGUSR2 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type manager struct{ conf []byte }

func (m *manager) reload()   { m.conf, _ = os.ReadFile("conf") }
func (m *manager) shutdown() { os.Exit(0) }

func main() {
	m := &manager{}
	go onSignal(m.reload, syscall.SIGHUP)
	go onSignal(m.shutdown, syscall.SIGINT, syscall.SIGTERM)
	watch(syscall.SIGUSR1, func() { m.reload() })
	watch(syscall.SIGQUIT, func() { os.Exit(1) })
	either(m.reload)
	either(m.shutdown)
	select {}
}

func onSignal(f func(), signals ...os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, signals...)
	for {
		<-c
		f()
	}
}

// The receive stands in a literal.
func watch(sig os.Signal, f func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			f()
		}
	}()
}

// Two calls give functions for one signal.
func either(f func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR2)
	go func() {
		for range c {
			f()
		}
	}()
}
