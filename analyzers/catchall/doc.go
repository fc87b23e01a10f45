// Package catchall defines an Analyzer that reports calls to os/signal that
// name no signals and so mean all of them.
//
// # Analyzer catchall
//
// catchall: report calls to os/signal that mean every signal
//
// Without signals, signal.Notify, NotifyContext, Ignore and Reset act on all
// of them. That includes SIGURG, which the Go runtime sends to itself many
// times a second, SIGCHLD, which comes whenever a child ends, and SIGPIPE:
//
//	ctx, stop := signal.NotifyContext(ctx) // signal.NotifyContext without signals ends at any of them, SIGURG and SIGCHLD included
//
// A program that ignores SIGCHLD cannot wait for its children. Name the signals
// that are meant.
//
// The analyzer is silent about signals that cannot be resolved, and about a
// proxy that knows of SIGURG: one that compares with it before it forwards
// the rest.
package catchall
