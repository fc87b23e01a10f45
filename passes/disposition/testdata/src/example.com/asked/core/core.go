// Package core reads the command line.
package core

import "os"

// Daemon says what to do.
var Daemon bool

// Parse reads it.
func Parse() {
	if len(os.Args) > 1 && os.Args[1] == "daemon" {
		Daemon = true
	}
}
