// Command ignored ignores.
//
//	SIGHUP ignored nothing
//	SIGPIPE ignored nothing
package main

import (
	"os/signal"
	"syscall"
)

func main() {
	signal.Ignore(syscall.SIGHUP, syscall.SIGPIPE)
	select {}
}
