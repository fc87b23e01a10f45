// A helper registers what it is given, if it is to.
//
//	SIGHUP caught terminates if -reload is set
//	SIGINT caught terminates
//	SIGUSR2 caught terminates
package main

import (
	"flag"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

var reload = flag.Bool("reload", false, "reload on SIGHUP")

func wait(ok bool, s ...os.Signal) {
	if !ok {
		return
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, s...)
	<-c
}

func waits(ok bool, s os.Signal) { wait(ok, slices.Insert([]os.Signal{}, 0, s)...) }

func main() {
	flag.Parse()
	wait(*reload, syscall.SIGHUP)
	wait(false, syscall.SIGUSR1)
	wait(true, os.Interrupt)
	waits(true, syscall.SIGUSR2)
	waits(false, syscall.SIGTERM)
}
