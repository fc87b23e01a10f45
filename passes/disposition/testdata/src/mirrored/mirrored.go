// Looks at a value by reflection, and calls no method.
package main

import (
	"os"
	"os/signal"
	"reflect"
	"syscall"
)

type tasks struct{}

func (tasks) Watch() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
}

func main() {
	println(reflect.ValueOf(tasks{}).NumField())
	println(reflect.TypeOf(tasks{}).Name())
	select {}
}
