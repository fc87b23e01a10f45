// Command conditions registers under a flag, and past early exits that are
// no condition.
//
//	SIGHUP caught continues if -watch is set
//	SIGTERM caught terminates
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

var (
	watch   = flag.Bool("watch", false, "")
	version = flag.Bool("version", false, "")
)

func main() {
	flag.Parse()
	if *version {
		fmt.Println("1")
		return
	}
	if err := os.Chdir("/"); err != nil {
		os.Exit(1)
	}
	if *watch {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		go func() {
			for range c {
				os.Remove("cache")
			}
		}()
	}
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM)
	<-end
}
