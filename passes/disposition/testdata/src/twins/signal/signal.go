// Package signal has the name of another.
package signal

import "os"

// Notify keeps nothing.
func Notify(chan<- os.Signal, ...os.Signal) {}

// Ignore keeps nothing.
func Ignore(...os.Signal) {}
