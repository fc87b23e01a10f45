// What is stored in a list once it is made counts too.
//
//	SIGHUP caught terminates
//	SIGTERM caught terminates
//	SIGUSR1 caught terminates
//	SIGUSR2 caught terminates
//	SIGQUIT caught terminates
package main

import (
	"os"
	"os/signal"
	"syscall"
)

type config struct{ list []os.Signal }

func main() {
	a := []os.Signal{syscall.SIGTERM}
	b := a[:1]
	b[0] = syscall.SIGHUP
	cfg := &config{list: []os.Signal{syscall.SIGUSR1}}
	cfg.list[0] = syscall.SIGUSR2
	copy(cfg.list, []os.Signal{syscall.SIGQUIT})
	c := make(chan os.Signal, 1)
	signal.Notify(c, a...)
	signal.Notify(c, cfg.list...)
	<-c
}
