// Handlers are kept by signals that are variables.
//
// SIGTERM caught terminates
// SIGINT caught terminates
// SIGHUP caught continues
// SIGTTIN caught continues
package main

import (
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

var (
	Term os.Signal = syscall.SIGTERM
	Hup  os.Signal = syscall.SIGHUP
	Info os.Signal = syscall.SIGTTIN

	Handlers = map[os.Signal]func(chan bool){Term: exit, os.Interrupt: exit, Hup: reload, Info: dump}
)

func main() {
	c := make(chan os.Signal, 1)
	for k := range Handlers {
		signal.Notify(c, k)
	}
	done := make(chan bool)
	go func() {
		<-done
		os.Exit(0)
	}()
	for {
		f := Handlers[<-c]
		f(done)
	}
}

func exit(done chan bool) { close(done) }
func reload(chan bool)    { os.ReadFile("conf") }
func dump(chan bool)      { debug.PrintStack() }
