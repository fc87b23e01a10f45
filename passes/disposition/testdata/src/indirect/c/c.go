// Package c is one further away.
package c

import "indirect/b"

// Make hides the type behind an interface.
func Make() b.Runner { return b.New() }

// Pass hands it on.
func Pass() *b.Alias { return b.New() }
