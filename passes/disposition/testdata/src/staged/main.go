// Command staged gives notice of what it is to do, which is no log.
//
//	SIGHUP caught continues
//	SIGTERM caught terminates
//	SIGUSR1 caught nothing
//	SIGUSR2 caught continues
//	SIGQUIT caught nothing
package main

import (
	"os"
	"os/signal"
	"syscall"

	"stages"
)

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGQUIT)
	go func() {
		for s := range c {
			switch s {
			case syscall.SIGHUP:
				stages.Notice(stages.Reload)
			case syscall.SIGTERM:
				stages.Notice(stages.Stop)
			case syscall.SIGUSR1:
				stages.Warn("ignored")
			case syscall.SIGUSR2:
				println(stages.GetStacks(true))
			case syscall.SIGQUIT:
				println(stages.GetName())
			}
		}
	}()
	stages.Run()
}
