// Package coldroot has to do with commands, and not with signals.
package coldroot

import (
	"os"

	"cobra"
)

// Root is the command that others are added to.
var Root = &cobra.Command{Use: "root"}

var hidden = New()

// New makes a command.
func New() *cobra.Command { return &cobra.Command{Use: "other"} }

// Add adds a command.
func Add(c *cobra.Command) { hidden.AddCommand(c) }

// Hidden returns the command that others are added to.
func Hidden() *cobra.Command { return hidden }

// Main runs them.
func Main() {
	Root.Execute(os.Args)
	hidden.Execute(os.Args)
}

// AddFlags gives a command the flags that all have.
func AddFlags(c *cobra.Command) { c.Use += " [flags]" }
