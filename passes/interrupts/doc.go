// Package interrupts says which functions may return EINTR, which test for it,
// and which retry what they are given.
//
// A system call that blocks fails with EINTR when a signal arrives whose
// handler does not restart it. The Go runtime handles nearly every signal, so
// the exit of a child, the profiler's timer, the resize of a terminal and each
// signal that signal.Notify asks for interrupt system calls of Go programs.
// The standard library retries for its callers; packages syscall and
// golang.org/x/sys/unix do not.
//
// # How a call is judged
//
// The error of each interruptible call is followed from the call along every
// path it may take while it is EINTR: `err != nil` is taken to be true,
// `err == EAGAIN` to be false. Such a path ends well at a test for EINTR, or at
// the same call once more; it ends badly where the error is dropped, printed or
// turned into something else. Where the error is returned, the paths go on
// behind each caller. Where it is handed to code that cannot be followed and
// that might test it, it counts as handled: a "may" analysis that prefers
// silence.
//
// What the functions of a package do with errors is exported as facts, so that
// a wrapper, a predicate or a retry helper is known in the packages that use it.
package interrupts
