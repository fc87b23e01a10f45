// Package cmd has the one command of a program.
package cmd

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
)

// Root is run by main.
var Root = &cobra.Command{Use: "rooted", Run: run}

func run(*cobra.Command, []string) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.Remove("cache")
	}
}
