// Command commands has subcommands, and only one of them reloads.
//
//	SIGHUP caught continues with subcommand "serve"
//	SIGTERM caught terminates without subcommand "serve", "version"
package main

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
)

var root = &cobra.Command{Use: "commands", Run: func(*cobra.Command, []string) { end() }}

var version = &cobra.Command{Use: "version", Run: func(*cobra.Command, []string) { os.Stdout.WriteString("1\n") }}

func serve(*cobra.Command, []string) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		os.Remove("cache")
	}
}

func end() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGTERM)
	<-c
}

func main() {
	root.AddCommand(version, &cobra.Command{Use: "serve [flags]", Run: serve})
	root.Execute(os.Args[1:])
}
