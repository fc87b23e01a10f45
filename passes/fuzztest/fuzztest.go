// Package fuzztest holds what every fuzz target holds of what it calls: that
// the work ends soon and takes little memory, measured by the size of the input.
package fuzztest

import (
	"runtime/metrics"
	"testing"
	"time"
)

// Limits that no input of a few bytes may reach, and what each byte may add.
const (
	baseTime   = 5 * time.Second
	byteTime   = 50 * time.Microsecond
	baseMemory = 512 << 20
	byteMemory = 16 << 10
)

// Bounded calls f, which works on an input of so many bytes, and fails the test
// where that takes too long or allocates too much, freed or not.
func Bounded(t testing.TB, size int, f func()) {
	t.Helper()
	before, start := allocated(), spent()
	f()
	took, memory := spent()-start, allocated()-before
	if limit := baseTime + time.Duration(size)*byteTime; took > limit {
		t.Errorf("%d bytes took %v, more than %v", size, took, limit)
	}
	if limit := baseMemory + uint64(size)*byteMemory; memory > limit {
		t.Errorf("%d bytes took %d MiB of memory, more than %d", size, memory>>20, limit>>20)
	}
}

// allocated is all that was ever allocated: unlike what is alive, it does not
// depend on when the collector last ran.
func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
