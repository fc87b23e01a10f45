// Command givenunknown gives signals to functions of which nothing is told: that
// they are at their default cannot be said.
//
//	SIGHUP unknown unknown
//	SIGUSR1 unknown unknown
//	SIGUSR2 unknown unknown
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"

	"givenlib"
)

var taker givenlib.Taker

// Set is called by nobody who is known.
func (a *app) Set(f func(os.Signal, func())) { a.on = f }

type app struct{ on func(os.Signal, func()) }

func main() {
	taker.Take(syscall.SIGHUP, syscall.SIGTERM)
	givenlib.Use(taker, syscall.SIGUSR1)
	taker.Send(syscall.SIGQUIT)
	(&app{}).on(syscall.SIGUSR2, func() {})
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
}
