// Package cmd has the commands.
package cmd

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
	"commandcalled/server"
)

// An App starts something.
type App struct{ Starter server.Starter }

func wrapped(f func() error) func(*cobra.Command, []string) {
	return func(*cobra.Command, []string) {
		if err := f(); err != nil {
			println(err)
		}
	}
}

func (a *App) serve() error { return a.Starter.Start() }

func drive() error {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	for range c {
		os.Remove("cache")
	}
	return nil
}

// Serve makes the command that serves.
func (a *App) Serve() *cobra.Command {
	return &cobra.Command{Use: "serve", Run: wrapped(a.serve)}
}

// Drive makes the command that drives.
func Drive() *cobra.Command { return &cobra.Command{Use: "drive", Run: wrapped(drive)} }
