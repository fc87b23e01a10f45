// Command rootgiven gives its root to the maker of a command, which adds it to
// nothing.
//
//	SIGHUP caught continues with subcommand "mount"
package main

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"
)

func newRootCommand() *cobra.Command { return &cobra.Command{Use: "rootgiven"} }

func newMountCommand() *cobra.Command {
	return &cobra.Command{Use: "mount <index>", Run: func(*cobra.Command, []string) {
		c := make(chan os.Signal, 1)
		signal.Notify(c, syscall.SIGHUP)
		for range c {
			os.Remove("x")
		}
	}}
}

func newManCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{Use: "man", Run: func(*cobra.Command, []string) { println(root.Use) }}
}

func main() {
	root := newRootCommand()
	root.AddCommand(newMountCommand(), newManCommand(root))
	root.Execute(os.Args[1:])
}
