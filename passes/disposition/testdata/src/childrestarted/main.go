// Command childrestarted kills the child, and begins another one.
//
//	SIGTERM caught continues
package main

import (
	"log"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

var child *exec.Cmd

func main() {
	go func() {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGTERM)
		for range c {
			child.Process.Kill()
		}
	}()
	for {
		child = exec.Command("server")
		if err := run(); err != nil {
			log.Print(err)
		}
	}
}

func run() error {
	if err := child.Start(); err != nil {
		return err
	}
	return child.Wait()
}
