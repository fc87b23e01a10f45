// Package unconsumed defines an Analyzer that reports signals that are
// registered and never acted on.
//
// # Analyzer unconsumed
//
// unconsumed: report signals that are registered and never acted on
//
// A registered signal loses its default action. If nothing receives it, or what
// receives it has no branch for it, the signal is lost: a program that
// no longer dies of SIGTERM has to be killed, and a reload goes unheard:
//
//	signal.Notify(c, syscall.SIGHUP, syscall.SIGTERM) // SIGHUP is registered on c, but no branch handles it; it is lost
//	for s := range c {
//		switch s {
//		case syscall.SIGTERM:
//			return
//		}
//	}
//
// The other way round, a branch for a signal that is not registered never runs,
// and the signal keeps its default action. A program that receives once and
// lives on loses the second signal. Act on the signal, or do not register it.
//
// The analyzer is silent about channels that it cannot follow, and about
// signals that are swallowed on purpose: by a channel made in the argument of
// signal.Notify, a variable named ignore or discard, an empty case, a comment
// that says so, or SIGPIPE alone.
package unconsumed
