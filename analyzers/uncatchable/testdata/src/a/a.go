// Package a names signals that cannot be handled, and signals that can.
package a

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

var c = make(chan os.Signal, 1)

func named() {
	signal.Notify(c, os.Interrupt, os.Kill)               // want `^SIGKILL cannot be caught or ignored; signal.Notify has no effect on it$`
	signal.Notify(c, syscall.SIGTERM, syscall.SIGSTOP)    // want `^SIGSTOP cannot be caught or ignored; signal.Notify has no effect on it$`
	signal.Notify(c, syscall.SIGHUP, syscall.SIGPROF)     // want `^SIGPROF belongs to the Go runtime's profiler; signal.Notify never delivers it$`
	signal.Notify(c, unix.SIGKILL, unix.SIGTERM)          // want `SIGKILL cannot be caught`
	signal.Ignore(os.Signal(syscall.SIGKILL))             // want `signal.Ignore has no effect`
	signal.Ignore(os.Kill, syscall.SIGSTOP)               // want `SIGKILL cannot` `SIGSTOP cannot`
	signal.Reset(syscall.SIGKILL)                         // want `signal.Reset has no effect`
	signal.Notify(c, syscall.Signal(9), syscall.SIGUSR1)  // want `SIGKILL cannot be caught`
	signal.NotifyContext(context.Background(), (os.Kill)) // want `signal.NotifyContext has no effect`
	signal.Notify(c, os.Kill, os.Interrupt, os.Kill)      // want `SIGKILL cannot` `SIGKILL cannot`
}

// A list is wrong where it names the signal, not where it is used.
var shared = []os.Signal{
	os.Interrupt,
	syscall.SIGKILL, // want `SIGKILL cannot be caught`
}

func lists() {
	signal.Notify(c, shared...)
	signal.Notify(c, shared...) // the same mistake

	local := []os.Signal{os.Interrupt, os.Kill} // want `SIGKILL cannot be caught`
	signal.Notify(c, local...)

	signal.Notify(c, []os.Signal{os.Kill, os.Interrupt}...)          // want `SIGKILL cannot be caught`
	signal.Notify(c, append(shared[:1:1], os.Kill, os.Interrupt)...) // want `SIGKILL cannot be caught`
}

func indirect() {
	const last = syscall.SIGKILL
	signal.Notify(c, last) // want `SIGKILL cannot be caught`

	kill := os.Kill
	signal.Notify(c, kill) // want `SIGKILL cannot be caught`

	notify := signal.Notify
	notify(c, os.Kill) // want `SIGKILL cannot be caught`
}

var byName = map[string]os.Signal{"KILL": syscall.SIGKILL, "STOP": syscall.SIGSTOP, "TERM": syscall.SIGTERM}

// A list that is made elsewhere: one place, one finding.
func computed() {
	var list []os.Signal
	for _, s := range byName {
		list = append(list, s)
	}
	signal.Notify(c, list...) // want `^SIGKILL and SIGSTOP cannot be caught or ignored; signal.Notify has no effect on them$`
	signal.Ignore(list...)    // want `^SIGKILL and SIGSTOP cannot be caught or ignored; signal.Ignore has no effect on them$`

	list = append(list, syscall.SIGPROF)
	signal.Notify(c, list...) // want `^SIGKILL, SIGSTOP and SIGPROF are never delivered; signal.Notify has no effect on them$`
}

// Somebody chooses by name; it need not be one of those.
func byKey(name string) {
	signal.Notify(c, byName[name])
	if s, ok := byName[name]; ok {
		signal.Notify(c, s)
	}
	for _, s := range byName {
		signal.Notify(c, s) // want `^SIGKILL and SIGSTOP cannot be caught or ignored; signal.Notify has no effect on them$`
	}
}
