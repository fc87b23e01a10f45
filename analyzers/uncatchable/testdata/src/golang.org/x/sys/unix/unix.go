// Package unix stands in for the real one.
package unix

import "syscall"

const (
	SIGKILL = syscall.Signal(0x9)
	SIGTERM = syscall.Signal(0xf)
)
