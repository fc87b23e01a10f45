package a

import (
	"os"
	"testing"
)

func TestSupervise(t *testing.T) {
	given := make(chan os.Signal, 1)
	given <- os.Interrupt
	Supervise(given)
}
