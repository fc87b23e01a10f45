// Command inline swallows SIGHUP without ignoring it.
//
//	SIGHUP caught nothing
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
	select {}
}
