// Command surroundings registers where it is run as it asks for: on a terminal, as
// the first process, with a setting.
//
//	SIGHUP caught continues if process ID is 1
//	SIGUSR1 caught continues if watch is set
//	SIGUSR2 caught continues if standard input is a terminal
//	SIGWINCH caught continues if standard output is not a terminal
//	SIGQUIT caught continues
package main

import (
	"os"
	"os/signal"
	"syscall"

	"example.com/term"
	"example.com/viper"
)

func interactive() bool { return term.IsTerminal(int(os.Stdin.Fd())) }

func main() {
	if os.Getpid() == 1 {
		on(syscall.SIGHUP)
	}
	if viper.GetBool("watch") {
		on(syscall.SIGUSR1)
	}
	if interactive() {
		on(syscall.SIGUSR2)
	}
	if !term.IsTerminal(1) {
		on(syscall.SIGWINCH)
	}
	if viper.GetName("x") != "" {
		on(syscall.SIGQUIT)
	}
	select {}
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
