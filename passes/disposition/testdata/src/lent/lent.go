// Lists and maps of signals are set through pointers to them, by functions that
// are given them, and by other packages.
//
//	SIGHUP caught terminates
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	SIGQUIT caught terminates
//	SIGUSR1 caught continues
//	SIGUSR2 caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"

	"lentlib"
)

type list []os.Signal

func (l *list) add(s os.Signal) { *l = append(*l, s) }

func fill(a *[2]os.Signal) { a[1] = syscall.SIGQUIT }

func change(s *os.Signal) { *s = syscall.SIGINT }

func main() {
	l := list{syscall.SIGTERM}
	l.add(syscall.SIGHUP)
	var a [2]os.Signal
	a[0] = syscall.SIGTERM
	fill(&a)
	var s os.Signal = syscall.SIGTERM
	change(&s)
	h := lentlib.Handlers{syscall.SIGUSR1: func() { os.Remove("x") }}
	h.On(syscall.SIGUSR2, func() { os.Remove("x") })
	go h.Serve()
	c := make(chan os.Signal, 1)
	signal.Notify(c, l...)
	signal.Notify(c, a[:]...)
	signal.Notify(c, s)
	<-c
}
