package a

import (
	"os"
	"os/signal"
	"syscall"
	"testing"
)

// A test may send itself what it likes.
func TestReload(t *testing.T) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	for range c {
		reload()
	}
}
