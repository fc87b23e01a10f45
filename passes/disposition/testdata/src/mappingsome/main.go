// Command mappingsome registers some of a list of signals, it is not known which.
//
//	rest unknown unknown
package main

import (
	"os"
	"os/signal"
	"syscall"

	"lists"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, lists.Filter([]os.Signal{syscall.SIGHUP, syscall.SIGTERM}, func(s os.Signal) bool { return s.String() != os.Getenv("KEEP") })...)
	<-c
}
