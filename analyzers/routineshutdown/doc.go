// Package routineshutdown defines an Analyzer that reports signals of
// ordinary work that end the program.
//
// # Analyzer routineshutdown
//
// routineshutdown: report signals of ordinary work that end the program
//
// Some signals say nothing about the end of a program. SIGCHLD comes whenever
// a child ends, SIGPIPE when a reader goes away, SIGWINCH when a window changes
// its size, SIGCONT when a job goes on, SIGURG many times a second from the
// Go runtime itself. In a list of signals to shut down on, they end the program
// for no reason:
//
//	signal.Notify(c, syscall.SIGTERM, syscall.SIGPIPE) // SIGPIPE ends the program, and arrives when a reader of its output goes away
//	<-c
//
// Take them off the list. To survive SIGPIPE, ignore it.
//
// The analyzer is silent about a signal that is singled out, which is a
// decision, about calls that name no signals, where catchall speaks, and about
// code it cannot follow.
package routineshutdown
