package shown

import (
	"os"
	"testing"
)

func TestShutdown(t *testing.T) {
	c := make(chan os.Signal, 1)
	done := make(chan struct{})
	close(done)
	Shutdown(done, c)
}

func TestStop(t *testing.T) {
	c := make(chan os.Signal, 1)
	if stop(c) {
		t.Error("stopped")
	}
}
