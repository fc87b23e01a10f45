// Command commandwordless serves without words, and does something else for
// each of them. Where words are only counted, that is no subcommand.
//
//	SIGHUP caught continues without subcommand
//	SIGUSR1 caught continues with subcommand "logs"
//	SIGUSR2 caught continues
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	args := os.Args[1:]
	if len(args) == 0 {
		fmt.Println("hello")
		args = []string{"status"}
	}
	on(syscall.SIGUSR2)
	if len(os.Args) < 2 {
		fmt.Println("serving")
		on(syscall.SIGHUP)
		select {}
	}
	switch args[0] {
	case "logs":
		on(syscall.SIGUSR1)
		select {}
	default:
		fmt.Println("unknown")
	}
}

func on(sig os.Signal) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, sig)
	go func() {
		for range c {
			os.Remove("cache")
		}
	}()
}
