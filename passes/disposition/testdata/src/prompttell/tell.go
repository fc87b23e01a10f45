// Package prompttell hands on a Ui.
package prompttell

import "prompts"

// A Meta has what all commands share.
type Meta struct{ UI prompts.Ui }

// New returns a Meta.
func New() *Meta { return &Meta{UI: prompts.Basic{}} }
