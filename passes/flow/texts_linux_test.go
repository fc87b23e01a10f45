package flow

import (
	"syscall"
	"testing"

	"github.com/siglint/siglint/passes/signals"
)

// The texts are those that the syscall package has.
func TestTexts(t *testing.T) {
	for name, text := range texts {
		n := signals.Number("linux", name)
		if n == 0 {
			t.Errorf("%s has no number", name)
		}
		if got := syscall.Signal(n).String(); got != text {
			t.Errorf("%s is %q, not %q", name, got, text)
		}
	}
	for _, name := range signals.Catchable("linux") {
		if texts[name] == "" {
			t.Errorf("%s has no text", name)
		}
	}
}
