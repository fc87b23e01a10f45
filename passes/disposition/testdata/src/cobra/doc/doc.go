// Package doc writes the documentation of commands.
package doc

import "cobra"

// Write writes it.
func Write(c *cobra.Command, dir string) error { return nil }
