// Package skippeddefer defines an Analyzer that reports exits in a signal
// goroutine that skip deferred calls of main.
//
// # Analyzer skippeddefer
//
// skippeddefer: report exits on a signal that skip the deferred calls of main
//
// os.Exit ends the process where it stands, and log.Fatal calls it. In a
// goroutine that waits for a signal it cuts main off in the middle: what main
// defers, such as to remove a pidfile or to flush a buffer, never happens, and
// only when the program is stopped the ordinary way:
//
//	defer os.Remove(pidfile)
//	go func() { <-c; os.Exit(0) }() // os.Exit skips what main defers (os.Remove)
//
// Let the goroutine tell main to return: cancel a context, or close a channel.
//
// The analyzer is off by default. It is silent about deferred calls that only
// give back what the end of the process gives back as well: cancel and stop
// functions, signal.Stop, locks, wait groups.
package skippeddefer
