// Package providing knows nothing of signals: it runs the commands of others.
package providing

import "cobra"

// A Provider makes a command.
type Provider interface{ Command() *cobra.Command }

// Run runs the command that is asked for.
func Run(args []string, providers ...Provider) {
	root := &cobra.Command{Use: "x"}
	for _, p := range providers {
		root.AddCommand(p.Command())
	}
	root.Execute(args)
}
