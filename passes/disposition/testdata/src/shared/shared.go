// Package shared holds signals.
package shared

import (
	"os"
	"syscall"
)

// Ends ends programs.
var Ends = []os.Signal{os.Interrupt, syscall.SIGTERM}
