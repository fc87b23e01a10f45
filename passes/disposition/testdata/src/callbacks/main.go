// Command callbacks is called back.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
//	SIGUSR1 caught terminates
package main

import (
	"os"
	"syscall"

	"lib"
)

func main() {
	done := make(chan struct{})
	lib.On(func() { os.Remove("cache") }, syscall.SIGHUP)
	lib.On(func() { close(done) }, syscall.SIGTERM)
	lib.OnDump(func() { os.Exit(3) })
	<-done
}
