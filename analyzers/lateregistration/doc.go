// Package lateregistration defines an Analyzer that reports signals that are
// registered too late.
//
// # Analyzer lateregistration
//
// lateregistration: report signals registered after the program can be sent them
//
// Until signal.Notify returns, a signal has its default action. A program that
// first listens, or says READY=1, and registers then can be stopped or told to
// reload in between, and dies. A registration inside a goroutine comes when the
// scheduler gets to it:
//
//	go server.ListenAndServe()
//	signal.Notify(c, syscall.SIGTERM) // signal.Notify comes after server.ListenAndServe; a signal in between has its default action
//
// Register first, in the function that starts the rest.
//
// The analyzer is off by default. It is silent about functions that register
// and announce in different places, and about test files.
package lateregistration
