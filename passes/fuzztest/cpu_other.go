//go:build !unix

package fuzztest

import "time"

var start = time.Now()

// spent is the time that the process has had.
func spent() time.Duration { return time.Since(start) }
