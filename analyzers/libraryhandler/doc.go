// Package libraryhandler defines an Analyzer that reports packages other than
// main that take over signals.
//
// # Analyzer libraryhandler
//
// libraryhandler: report packages other than main that take over signals
//
// The disposition of a signal belongs to the whole process. A library that
// registers one changes what every program that imports it does when the
// signal arrives, and nothing at the import says so:
//
//	func init() {
//		signal.Notify(c, syscall.SIGHUP) // package lib takes SIGHUP from every program that uses it; leave signals to package main
//	}
//
// Let the program handle signals, and give it functions or a context to call.
//
// The analyzer is off by default. It is silent about signals that the caller
// chooses, about main packages and about test files.
package libraryhandler
