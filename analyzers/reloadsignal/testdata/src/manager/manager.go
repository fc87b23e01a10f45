// Package manager tells a service manager how things are.
package manager

import (
	"net"
	"os"
)

// Reloading says that a reload is under way.
func Reloading() { _ = os.Setenv("STATE", "reloading") }

// Status says what is done.
func Status(state int, text string) { _ = os.Setenv("STATE", text) }

// Size spells a number of bytes.
func Size(n uint64) string { return "many" }

// Stats counts.
type Stats struct{ reloads int }

// IncReload counts a reload.
func (s *Stats) IncReload() { s.reloads++ }

// Set sets.
func (s *Stats) Set(n int) { s.reloads = n }

// Relaunch starts the program again.
func Relaunch(l net.Listener) error { return l.Close() }
