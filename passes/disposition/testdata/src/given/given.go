// Command given calls functions through interfaces and fields of another package,
// which register or ignore the signals that they are given.
//
//	SIGHUP caught continues
//	SIGINT caught terminates
//	SIGQUIT caught terminates
//	SIGTERM caught terminates
//	SIGUSR1 ignored nothing
//	SIGUSR2 ignored nothing
//	SIGPIPE ignored nothing
//	SIGALRM caught terminates
//	SIGVTALRM caught continues
package main

import (
	"os"
	"syscall"

	"givenlib"
)

func option(f func(os.Signal) givenlib.Option, s os.Signal) givenlib.Option { return f(s) }

func mute(s ...os.Signal) { givenlib.New().Ignore(s...) }

type mux interface{ On(os.Signal, func()) }

func setUp(m mux) { m.On(syscall.SIGVTALRM, func() { os.Remove("x") }) }

func main() {
	setUp(&givenlib.Mux{})
	s := givenlib.New()
	s.Handle(syscall.SIGHUP, func() { os.Remove("x") })
	s.Ignore(syscall.SIGUSR1)
	s.Send(1, syscall.SIGTTIN)
	mute(syscall.SIGPIPE)
	go func() {
		<-s.Channel(os.Interrupt)
		os.Exit(1)
	}()
	f := givenlib.Std()
	f.Mute(syscall.SIGUSR2)
	f.Skip(syscall.SIGCHLD)
	f.Wait(syscall.SIGQUIT)
	givenlib.Run(option(givenlib.Also, syscall.SIGALRM))
}
