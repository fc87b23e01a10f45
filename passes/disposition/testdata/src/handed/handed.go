// Gets its channel from a helper of another package, and restarts with goto.
//
// SIGHUP caught continues
// SIGTERM caught terminates
package main

import (
	"os"
	"syscall"
	"time"

	"handed/arriving"
)

func main() {
	sigs := arriving.Signals(syscall.SIGHUP, syscall.SIGTERM)
restart:
	if err := os.Chdir("/"); err != nil {
		println(err.Error())
	}
	for {
		select {
		case <-time.After(time.Second):
			goto restart
		case s := <-sigs:
			switch s {
			case syscall.SIGHUP:
				println("restart")
				goto restart
			default:
				goto exit
			}
		}
	}
exit:
	println("stop")
}
