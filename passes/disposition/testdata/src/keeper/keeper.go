// Package keeper has a command in a variable, and makes another one.
package keeper

import (
	"os"
	"os/signal"
	"syscall"

	"cobra"

	"coldroot"
)

// Keep keeps.
var Keep = &cobra.Command{Use: "keep", Run: keep}

func init() { coldroot.AddFlags(Keep) }

// Execute runs it.
func Execute() { Keep.Execute(os.Args[1:]) }

// New makes one.
func New() *cobra.Command {
	return &cobra.Command{Use: "new", Run: func(c *cobra.Command, args []string) { keep(c, args) }}
}

func keep(*cobra.Command, []string) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	<-c
	os.Exit(0)
}
