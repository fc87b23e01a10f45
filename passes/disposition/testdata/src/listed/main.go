// Command listed registers by lists that hold some signals under a condition.
//
//	SIGHUP caught terminates if SIGHUP is not ignored at the start
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	SIGUSR1 caught nothing if -dump is set
//	SIGUSR2 caught nothing
//	SIGQUIT caught nothing if -dump is set and -quit is set
//	SIGWINCH caught nothing
package main

import (
	"flag"
	"log"
	"os"
	"os/signal"
	"syscall"
)

var (
	dump = flag.Bool("dump", false, "")
	quit = flag.Bool("quit", false, "")
)

func wait() {
	list := []os.Signal{syscall.SIGINT, syscall.SIGHUP, syscall.SIGTERM}
	if signal.Ignored(syscall.SIGHUP) {
		list = []os.Signal{syscall.SIGINT, syscall.SIGTERM}
	}
	c := make(chan os.Signal, 1)
	signal.Notify(c, list...)
	<-c
}

// names is a list that is added to.
func names() []os.Signal {
	list := []os.Signal{syscall.SIGUSR2}
	if *dump {
		list = append(list, syscall.SIGUSR1)
		if *quit {
			list = append(list, syscall.SIGQUIT)
		}
	}
	for range len(os.Args) {
		list = append(list, syscall.SIGWINCH)
	}
	return list
}

func on(list ...os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, list...)
	go func() {
		for s := range c {
			log.Print(s)
		}
	}()
}

func main() {
	flag.Parse()
	on(names()...)
	wait()
}
