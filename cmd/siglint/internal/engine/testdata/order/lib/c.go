package lib

import (
	"log"
	"os"
	"syscall"
)

func lock(fd int) error { return syscall.Flock(fd, syscall.LOCK_EX) }

func serve(reload func() error) {
	for s := range stop {
		switch s {
		case syscall.SIGHUP:
			if err := reload(); err != nil {
				log.Print(err)
			}
		case syscall.SIGUSR1:
			for _, f := range handlers {
				f()
			}
		default:
			os.Exit(0)
		}
	}
}

var Sleep = syscall.Nanosleep
