package a

import (
	"os"
	"os/signal"
	"testing"
)

// A test may put back what was there before; it catches no more than others.
func TestRestores(t *testing.T) {
	c := make(chan os.Signal, 1)
	signal.Notify(c) // want `catches all of them`
	signal.Reset()
}
