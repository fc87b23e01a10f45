// Package unbuffered defines an Analyzer that reports unbuffered channels
// given to signal.Notify.
//
// # Analyzer unbuffered
//
// unbuffered: report unbuffered channels given to signal.Notify
//
// os/signal does not wait for a receiver: a signal that finds the channel full
// is dropped. An unbuffered channel is full unless a receiver waits at that very
// moment, so a signal that comes during start-up or while another is
// handled is lost:
//
//	c := make(chan os.Signal)
//	signal.Notify(c, os.Interrupt) // c is unbuffered; signal.Notify may drop signals
//
// Room for one signal is enough for most programs. The analyzer adds it, also
// where the channel is a field, a variable of the package, or handed to
// the function that registers it.
//
// The analyzer is silent about a channel made in the argument of Notify, which
// nobody can receive from, and about channels whose size it cannot tell.
package unbuffered
