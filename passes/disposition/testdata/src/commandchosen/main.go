// Command commandchosen names the command that is run where none is given.
//
//	SIGHUP caught continues without subcommand, or with subcommand "serve"
//	SIGUSR1 caught continues with subcommand "watch"
package main

import (
	"os"
	"os/signal"
	"syscall"

	"example.com/cli"
)

func on(sig os.Signal) func() error {
	return func() error {
		c := make(chan os.Signal, 1)
		signal.Notify(c, sig)
		for range c {
			os.Remove("cache")
		}
		return nil
	}
}

func serve() error { return on(syscall.SIGHUP)() }

func watch() error { return on(syscall.SIGUSR1)() }

func main() {
	app := &cli.Command{
		Name: "chosen",
		Commands: []*cli.Command{
			{Name: "serve", Action: serve},
			{Name: "watch", Action: watch},
		},
		DefaultCommand: "serve",
	}
	app.Run(os.Args)
}
