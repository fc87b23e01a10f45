// Package commands runs those of a table.
package commands

import "flag"

// A Command is a row.
type Command struct {
	Name string
	Run  func(args []string) error
}

// Run runs the one that is asked for.
func Run(list []Command) int {
	args := flag.Args()
	for _, c := range list {
		if args[0] == c.Name {
			if c.Run(args[1:]) != nil {
				return 1
			}
			return 0
		}
	}
	return 2
}
