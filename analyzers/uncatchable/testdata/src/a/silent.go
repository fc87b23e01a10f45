package a

import (
	"os"
	"os/signal"
	"syscall"
)

// Signals that can be caught.
func catchable() {
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGTSTP, syscall.SIGQUIT)
	signal.Ignore(syscall.SIGPIPE)
	signal.Reset(syscall.SIGHUP)
}

// To send SIGKILL is its purpose.
func sent(p *os.Process, pid int) {
	p.Signal(os.Kill)
	p.Kill()
	syscall.Kill(pid, syscall.SIGKILL)
	syscall.Kill(pid, syscall.SIGSTOP)
}

// A list of signals to send, which is never registered.
var toSend = []os.Signal{syscall.SIGTERM, syscall.SIGKILL}

func sendAll(p *os.Process) {
	for _, s := range toSend {
		p.Signal(s)
	}
}

// All signals: named by nobody.
func all() {
	signal.Notify(c)
	signal.Reset()
}

// The caller chooses.
func chosen(sigs ...os.Signal) {
	signal.Notify(c, sigs...)
}

// To leave SIGPROF alone, or to ignore it, changes nothing.
func profiler() {
	signal.Ignore(syscall.SIGPROF)
	signal.Reset(syscall.SIGPROF)
}

type notifier struct{}

func (notifier) Notify(c chan<- os.Signal, sig ...os.Signal) {}

// Another Notify than os/signal's.
func other(signal notifier) {
	signal.Notify(c, os.Kill)
}

// A comparison is no registration.
func compared(s os.Signal) bool { return s == os.Kill || s == syscall.SIGSTOP }
