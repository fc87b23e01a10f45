// Command chosenbesides does its work anew on a signal that a flag names, which
// may be SIGHUP; without the flag on SIGHUP, if another flag asks for it.
//
//	SIGHUP caught continues if -hangup is set or -signal is set
//	SIGTERM caught terminates
//	rest unknown unknown if -signal is set
package main

import (
	"flag"
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

func main() {
	chosen := flag.String("signal", "", "")
	hangup := flag.Bool("hangup", false, "")
	flag.Parse()
	work := make(chan os.Signal, 1)
	if *hangup {
		signal.Notify(work, syscall.SIGHUP)
	}
	if *chosen != "" {
		n, _ := strconv.Atoi(*chosen)
		signal.Notify(work, syscall.Signal(n))
	}
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM)
	for {
		select {
		case <-work:
			os.Remove("cache")
		case <-end:
			return
		}
	}
}
