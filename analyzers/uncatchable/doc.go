// Package uncatchable defines an Analyzer that reports attempts to handle
// a signal that no Go program can handle.
//
// # Analyzer uncatchable
//
// uncatchable: report handling of SIGKILL, SIGSTOP and SIGPROF
//
// The kernel acts on SIGKILL and SIGSTOP itself; a process never sees them.
// SIGPROF belongs to the profiler of the Go runtime, which keeps it. Naming
// one of them in a call to signal.Notify, NotifyContext, Ignore or Reset has no
// effect, and suggests to the reader a cleanup that will not run:
//
//	signal.Notify(c, os.Interrupt, os.Kill) // SIGKILL cannot be caught or ignored; signal.Notify has no effect on it
//
// Most such calls were meant to name SIGTERM, the signal that service managers
// send first. The analyzer offers that as a fix.
//
// The analyzer is silent about signals that are sent, as by os.Process.Signal,
// where SIGKILL is legitimate, and about signals that it cannot resolve.
package uncatchable
