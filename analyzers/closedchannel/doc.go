// Package closedchannel defines an Analyzer that reports registered channels
// that are closed.
//
// # Analyzer closedchannel
//
// closedchannel: report registered channels that are closed without signal.Stop
//
// os/signal sends on every registered channel. Once one is closed, the next
// signal panics, in a goroutine of os/signal where no recover helps:
//
//	signal.Notify(c, syscall.SIGHUP)
//	close(c) // c is closed without signal.Stop; the next signal panics in os/signal
//
// Call signal.Stop first. It waits until no delivery is under way, so that to
// close the channel afterwards is safe. Often nothing needs to be closed at all.
//
// The analyzer is silent where signal.Stop or signal.Reset may have been
// called, and about channels that it cannot follow.
package closedchannel
