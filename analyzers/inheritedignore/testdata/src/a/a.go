// Package a ignores signals and starts children.
package a

import (
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

func shell() {
	signal.Ignore(syscall.SIGINT) // want `^children inherit the ignored SIGINT, and signal.Reset does not undo Ignore; register a channel that nobody reads$`
	exec.Command("sleep", "1").Run()
	signal.Reset(syscall.SIGINT)
}

func several(sigs []os.Signal) {
	signal.Ignore(syscall.SIGHUP, syscall.SIGPIPE) // want `the ignored SIGHUP and SIGPIPE`
	signal.Ignore(sigs...)                         // want `the ignored signals`
}

// A caught signal has its default action in children.
func caught() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGINT)
	exec.Command("sleep", "1").Run()
}

// All signals are catchall's concern.
func all() { signal.Ignore() }
