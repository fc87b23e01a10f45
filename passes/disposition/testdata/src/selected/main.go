// Receives by reflection: what happens then is not known.
//
// SIGHUP caught unknown
package main

import (
	"os"
	"os/signal"
	"reflect"
	"syscall"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c)}}
	for {
		if i, _, _ := reflect.Select(cases); i == 0 {
			os.ReadFile("conf")
		}
	}
}
