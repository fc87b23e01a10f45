package lib

import (
	"os/signal"
	"syscall"
	"testing"
)

// A test is its own program.
func TestRun(t *testing.T) {
	signal.Notify(c, syscall.SIGUSR1)
}
