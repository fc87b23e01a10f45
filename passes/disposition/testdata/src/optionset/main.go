// Command optionset names the signals.
//
//	SIGHUP caught continues
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	SIGQUIT caught terminates
//	SIGUSR1 caught continues
package main

import (
	"os"
	"syscall"

	"options"
)

func main() {
	w := &options.Waiter{Signals: []os.Signal{syscall.SIGQUIT}}
	w.Also = append(w.Also, syscall.SIGHUP)
	w.Also = append(w.Also, syscall.SIGUSR1)
	go w.Remove()
	w.Wait(nil)
}
