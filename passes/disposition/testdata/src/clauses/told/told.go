// Package told parses the command line for its importers.
package told

import "example.com/cli/clauses"

// Options are what all programs can be told.
type Options struct{ Verbose bool }

// Parse returns the command that is asked for.
func Parse() (string, Options) {
	verbose := clauses.Flag("verbose", "").Bool()
	return clauses.Parse(), Options{*verbose}
}
