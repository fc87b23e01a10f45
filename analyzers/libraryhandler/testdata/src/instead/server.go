// Package instead is on the page of libraryhandler.
package instead

// Reload is for the program to call, on a signal or otherwise.
func Reload() error { return nil }
