// Package cli keeps commands in a table of its own.
package cli

import "cobra"

// A Command is a row of the table.
type Command struct {
	UsageLine string
	Short     string
	Run       func(args []string)
}

// A Subcommand is made into one of a library.
type Subcommand struct {
	Use string
	Run func(args []string)
}

func (s *Subcommand) run(_ *cobra.Command, args []string) { s.Run(args) }

var root = &cobra.Command{Use: "commandrows"}

// Add adds a subcommand.
func Add(s *Subcommand) { root.AddCommand(&cobra.Command{Use: s.Use, Run: s.run}) }

// Run runs what is asked for.
func Run() { root.Execute(nil) }
