// Command groupdone is done with a group when it is asked to end: what returns
// nothing but an error does something. To ask for the error does nothing.
//
//	SIGHUP caught nothing
//	SIGTERM caught terminates
//	SIGINT caught terminates
//	SIGUSR1 caught nothing
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
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGINT)
		<-c
		if _, err := g.Abort("1"); err != nil {
			println("failed")
		}
	}()
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGUSR1)
		for range c {
			println(g.StopChan())
		}
	}()
	if err := g.Wait(); err != nil {
		os.Exit(1)
	}
}
