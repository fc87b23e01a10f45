// Package fataldefault defines an Analyzer that reports signals that end a
// daemon for want of a handler.
//
// # Analyzer fataldefault
//
// fataldefault: report daemons that SIGHUP or SIGPIPE ends
//
// A program that handles SIGTERM is meant to run until it is told to stop. But
// SIGHUP ends it too, unless it says otherwise: a forgotten logrotate stanza or
// a closed terminal is enough. So does a write to a broken standard output,
// by SIGPIPE, as when journald is restarted:
//
//	func main() { // SIGHUP ends this daemon; ignore it, so that a stray one does no harm
//
// Ignore the signal at the start of main, or handle it. The analyzer offers the
// former.
//
// The analyzer is off by default. It is silent about programs that do not
// handle SIGTERM, and where a handler may be installed by code that it
// cannot follow.
package fataldefault
