// Command groupdone is done with a group when it is asked to end: what returns
// nothing but an error does something. To ask for the error does nothing.
//
//	SIGHUP caught nothing
//	SIGTERM caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"

	"groups"
)

func main() {
	g := new(groups.Group)
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGTERM)
		<-c
		g.Done()
	}()
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		for range c {
			if g.Err() != nil {
				println("failed")
			}
		}
	}()
	if err := g.Wait(); err != nil {
		os.Exit(1)
	}
}
