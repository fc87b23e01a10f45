// Package shared holds signals for others.
package shared

import (
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

var Ends = []os.Signal{os.Interrupt, syscall.SIGTERM} // want Ends:`^holds\(SIGINT, SIGTERM\)$`

var Reload os.Signal = syscall.SIGHUP // want Reload:`^holds\(SIGHUP\)$`

func Dumps() []os.Signal { return []os.Signal{syscall.SIGUSR1, syscall.SIGQUIT} } // want Dumps:`^holds\(SIGQUIT, SIGUSR1\)$`

// Not known, and so not told.
func Configured() os.Signal {
	n, _ := strconv.Atoi(os.Getenv("SIGNAL"))
	return syscall.Signal(n)
}

var own = []os.Signal{syscall.SIGUSR2}

func use() []os.Signal { return own }

// Kept are functions that tests replace.
type Kept struct {
	Notify func(chan<- os.Signal, ...os.Signal)
	Stop   func(chan<- os.Signal)
	Mute   func(...os.Signal) // want Mute:`^holds\(Ignore\)$`
	Log    func(...os.Signal)
}

var Skip = signal.Reset // want Skip:`^holds\(Reset\)$`

func New() *Kept {
	return &Kept{signal.Notify, signal.Stop, signal.Ignore, func(...os.Signal) {}}
}

// An Ignorer ignores signals, and logs them.
type Ignorer interface {
	Ignore(...os.Signal)
	Log(...os.Signal)
}
