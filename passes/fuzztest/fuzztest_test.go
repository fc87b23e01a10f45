package fuzztest

import "testing"

// A recorder is a test that may fail.
type recorder struct {
	testing.TB
	failed bool
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed = true }

var kept [][]byte

func TestBounded(t *testing.T) {
	for _, c := range []struct {
		name   string
		size   int
		work   func()
		failed bool
	}{
		{"nothing", 0, func() {}, false},
		{"little", 0, func() { kept = append(kept, make([]byte, baseMemory/2)) }, false},
		{"much", 0, func() {
			for range 5 {
				kept = [][]byte{make([]byte, baseMemory/4)}
			}
		}, true},
		{"much of much", 5 * baseMemory / 4 / byteMemory, func() {
			for range 5 {
				kept = [][]byte{make([]byte, baseMemory/4)}
			}
		}, false},
	} {
		kept = nil
		r := &recorder{TB: t}
		if Bounded(r, c.size, c.work); r.failed != c.failed {
			t.Errorf("%s: failed %v", c.name, r.failed)
		}
	}
	kept = nil
}
