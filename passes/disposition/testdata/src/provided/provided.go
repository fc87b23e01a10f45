// Command provided gives a value that makes a command to who runs it.
//
//	SIGHUP caught continues may
package main

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
	"providing"
)

type serve struct{}

func (serve) Command() *cobra.Command {
	return &cobra.Command{Use: "serve", Run: func(*cobra.Command, []string) {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		for range c {
			os.ReadFile("config")
		}
	}}
}

func main() {
	providing.Run(os.Args[1:], serve{})
}
