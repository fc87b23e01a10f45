// Package term knows terminals.
package term

// IsTerminal reports whether a file is one.
func IsTerminal(fd int) bool { return fd == 9 }
