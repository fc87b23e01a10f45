// Package eintr defines an Analyzer that reports interruptible system calls
// whose interruption nobody handles.
//
// # Analyzer eintr
//
// eintr: report system calls whose EINTR nobody handles
//
// The Go runtime handles nearly every signal, so the exit of a child, the
// profiler's timer, the resize of a terminal and each signal that the program
// asks for interrupt a blocking system call: it fails with EINTR. Packages os,
// net and os/exec retry for their callers, packages syscall and
// golang.org/x/sys/unix do not:
//
//	n, err := unix.EpollWait(fd, events, -1) // unix.EpollWait fails with EINTR when a signal arrives ...
//	if err != nil {
//		return err
//	}
//
// Most calls are to be made again while the error is EINTR; sleeps and waits
// with a limit, with the time that remains; a close never, since the descriptor
// is gone. The analyzer also finds tests for EINTR that no EINTR reaches, retry
// helpers that do not retry, and closes that are retried.
//
// The error is followed through wrappers, closures, predicates and retry
// helpers, also of other packages of the module. The analyzer is silent where
// the error is handled anywhere on its way, where it cannot be followed, and
// about calls whose arguments keep them from blocking. The flag tier also has
// it report calls that are interrupted on odd descriptors only (blocking) or
// on FUSE and network file systems (strict).
package eintr
