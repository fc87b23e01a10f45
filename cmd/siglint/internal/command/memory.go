package command

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// memory is the size of the heap from which on the collector works harder. The
// larger modules would else take twice as much as they need; smaller ones never
// get there.
const memory = 800 << 20

// growth is how much the heap may grow before the limit between collections, in
// percent of what is alive.
const growth = 400

// boundMemory sets the limit and the growth below it, unless the environment has
// its own.
func boundMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(growth)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
		afterCollection(leaveRoom)
	}
}

// leaveRoom raises the limit where what is alive comes near it: the collector
// would else run without end, for nothing.
func leaveRoom() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Kind() == metrics.KindUint64 {
		debug.SetMemoryLimit(max(memory, int64(live[0].Value.Uint64())/2*3))
	}
}

// afterCollection calls f each time that garbage was collected.
func afterCollection(f func()) {
	sentinel := new([4]*byte) // of a size that shares its block with nothing
	runtime.AddCleanup(sentinel, func(f func()) {
		f()
		afterCollection(f)
	}, f)
}
