package command

import (
	"os"
	"runtime/debug"
)

// memory is the size of the heap from which on the collector works harder. The
// larger modules would else take twice as much as they need; smaller ones never
// get there.
const memory = 800 << 20

// boundMemory sets the limit, unless the environment has its own.
func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
}
