// Package plain has the cases of staticcheck's SA1016.
package plain

import (
	"os"
	"os/signal"
	"syscall"
)

func kills() {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, os.Interrupt)
	signal.Notify(ch, os.Kill)                // want `signal.Notify has no effect`
	signal.Notify(ch, syscall.SIGKILL)        // want `signal.Notify has no effect`
	signal.Ignore(os.Kill)                    // want `signal.Ignore has no effect`
	signal.Ignore(syscall.SIGKILL)            // want `signal.Ignore has no effect`
	signal.Ignore(os.Signal(syscall.SIGKILL)) // want `signal.Ignore has no effect`
	signal.Reset(os.Kill)                     // want `signal.Reset has no effect`
	signal.Reset(syscall.SIGKILL)             // want `signal.Reset has no effect`
}

func stops() {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, syscall.SIGSTOP) // want `signal.Notify has no effect`
	signal.Ignore(syscall.SIGSTOP)     // want `signal.Ignore has no effect`
	signal.Reset(syscall.SIGSTOP)      // want `signal.Reset has no effect`
}
