// Calls a method by its name.
//
// SIGHUP caught continues may
package main

import (
	"os"
	"os/signal"
	"reflect"
	"syscall"
)

type tasks struct{}

func (tasks) Watch() { handle(syscall.SIGHUP) }

// others is not looked into.
type others struct{}

func (others) Watch() { handle(syscall.SIGUSR1) }

func main() {
	reflect.ValueOf(tasks{}).MethodByName("Watch").Call(nil)
	println(any(others{}) != nil)
	select {}
}

func handle(s os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, s)
	go func() {
		for range c {
			_ = os.Chdir("/")
		}
	}()
}
