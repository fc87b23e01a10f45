// Command branches tells its signals apart in every way there is.
//
//	SIGHUP caught continues
//	SIGUSR1 caught continues
//	SIGUSR2 caught nothing
//	SIGALRM caught continues
//	SIGTERM caught terminates
//	SIGINT caught terminates
//	SIGQUIT caught terminates
package main

import (
	"log"
	"os"
	"os/signal"
	"syscall"
)

var generation int

func reload() error { generation++; return nil }

func work() {
	f, err := os.Create("state")
	if err != nil {
		log.Fatal(err) // the failure of the work does not make it an end
	}
	f.Close()
}

func main() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGTERM, os.Interrupt, syscall.SIGQUIT, syscall.SIGALRM)
	for {
		s := <-c
		switch {
		case s == syscall.SIGHUP:
			if err := reload(); err != nil {
				log.Print(err)
			}
			work()
		case s == syscall.SIGUSR1, s == syscall.SIGALRM:
			work()
		case s == syscall.SIGUSR2:
			log.Print("nothing to do for ", s)
		case stops(s):
			return
		default:
			os.Exit(1)
		}
	}
}

func stops(s os.Signal) bool { return s == syscall.SIGTERM || s == os.Interrupt }
