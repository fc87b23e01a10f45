// Package leakedchannel defines an Analyzer that reports channels that are
// registered again and again.
//
// # Analyzer leakedchannel
//
// leakedchannel: report channels made and registered in a loop and never stopped
//
// os/signal keeps every registered channel until signal.Stop takes it out. A
// loop that makes and registers a channel on each turn adds one every time; none
// is ever freed, and each signal is sent to all of them:
//
//	for {
//		c := make(chan os.Signal, 1)
//		signal.Notify(c, os.Interrupt) // c is registered on every turn of the loop and never stopped; os/signal keeps them all
//		wait(c, time.Second)
//	}
//
// Make and register the channel once before the loop, or stop it at the end of
// each turn.
//
// The analyzer is silent about channels that are stopped somewhere, and
// about those that it cannot follow.
package leakedchannel
