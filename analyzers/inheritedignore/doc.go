// Package inheritedignore defines an Analyzer that reports ignored signals
// that children inherit.
//
// # Analyzer inheritedignore
//
// inheritedignore: report ignored signals that child processes inherit
//
// A signal that is ignored stays ignored across exec. A program that calls
// signal.Ignore and then starts children hands them the same deafness: a shell
// that ^C does not end, a filter that outlives its reader. signal.Reset does
// not undo signal.Ignore:
//
//	signal.Ignore(syscall.SIGINT) // children inherit the ignored SIGINT, and signal.Reset does not undo Ignore; register a channel that nobody reads
//	exec.Command("sleep", "60").Run()
//
// A signal that is caught has its default action again in children. So
// register it with a channel that nobody reads; the analyzer offers that.
//
// The analyzer is off by default. It is silent about packages that start no
// children themselves.
package inheritedignore
