// Command optionread has the signals from its environment.
//
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	rest unknown unknown
package main

import (
	"os"
	"strconv"
	"syscall"

	"options"
)

func main() {
	var w options.Waiter
	if n, err := strconv.Atoi(os.Getenv("SIGNAL")); err == nil {
		w.Signals = append(w.Signals, syscall.Signal(n))
	}
	w.Wait(nil)
}
