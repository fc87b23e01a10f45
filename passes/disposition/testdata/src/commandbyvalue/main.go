// Command commandbyvalue keeps its commands by value, the root among them.
//
//	SIGHUP caught continues without subcommand, or with subcommand "serve"
package main

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
)

var rootCmd = cobra.Command{Use: "app", Run: func(*cobra.Command, []string) { serve() }}

var serveCmd = cobra.Command{Use: "serve", Run: func(*cobra.Command, []string) { serve() }}

var migrateCmd = cobra.Command{Use: "migrate", Run: func(*cobra.Command, []string) { os.Remove("old") }}

func serve() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.Remove("cache")
	}
}

func root() *cobra.Command {
	rootCmd.AddCommand(&serveCmd, &migrateCmd)
	return &rootCmd
}

func main() { root().Execute(os.Args[1:]) }
