// Package plain has the cases of vet's sigchanyzer and staticcheck's SA1017.
package plain

import (
	"os"
	sys "os"
	"os/signal"
	"syscall"
)

var (
	deep    = make(chan os.Signal)
	shallow = make(chan os.Signal)
)

func roomy() {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt)
	<-ch
}

func tight() {
	ch := make(chan os.Signal)
	signal.Notify(ch, os.Interrupt) // want `ch is unbuffered`
	<-ch
}

func renamed() {
	ch := make(chan sys.Signal)
	signal.Notify(ch, sys.Interrupt) // want `ch is unbuffered`
	<-ch
}

func global() {
	signal.Notify(shallow, os.Interrupt) // want `shallow is unbuffered`
	<-shallow
	<-deep
}

func throughVariable() {
	ch := make(chan os.Signal)
	listen := signal.Notify
	listen(ch, os.Interrupt) // want `ch is unbuffered`
	<-ch
}

// Nobody could receive from these.
func inPlace() {
	signal.Notify(make(chan os.Signal), os.Interrupt)
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	signal.Notify(make(chan sys.Signal), sys.Interrupt)
}

func branches(b bool) {
	first := make(chan os.Signal)
	signal.Notify(first, os.Interrupt) // want `first is unbuffered`

	second := make(chan os.Signal, 1)
	signal.Notify(second, os.Interrupt, syscall.SIGHUP)

	either := first
	if b {
		either = second
	}
	signal.Notify(either, os.Interrupt, syscall.SIGHUP)
	<-either
}

// Named leaves it to its callers which signals it takes.
func Named(signals ...os.Signal) {
	ch := make(chan os.Signal)
	signal.Notify(ch, signals...) // want `ch is unbuffered`
	<-ch
}
