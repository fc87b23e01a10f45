// Command childkilled kills the child whose end it waits for.
//
//	SIGHUP caught continues
//	SIGINT caught terminates
//	SIGTERM caught terminates
//	SIGUSR1 caught continues
package main

import (
	"log"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func main() {
	cmd := exec.Command("server")
	if err := cmd.Start(); err != nil {
		log.Fatal(err)
	}
	go handle(cmd.Process)
	if err := cmd.Wait(); err != nil {
		log.Fatal(err)
	}
}

func handle(p *os.Process) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGUSR1)
	for s := range c {
		switch s {
		case syscall.SIGTERM:
			if err := p.Kill(); err != nil {
				log.Print(err)
			}
		case syscall.SIGINT:
			p.Signal(syscall.SIGTERM)
		case syscall.SIGUSR1:
			p.Signal(syscall.SIGTERM)
		case syscall.SIGHUP:
			p.Signal(s)
		}
	}
}
