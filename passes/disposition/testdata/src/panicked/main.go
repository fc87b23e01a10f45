// Calls into a package that could not be analysed: nothing else is known, and
// what is registered here is.
//
// SIGTERM caught terminates
// rest unknown unknown
package main

import (
	"os"
	"os/signal"
	"syscall"

	"panics"
)

func main() {
	panics.T{}.Watch()
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
}
