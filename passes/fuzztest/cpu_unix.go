//go:build unix

package fuzztest

import (
	"syscall"
	"time"
)

// spent is the time that the process has had of the processors: that of the
// clock tells more of what else the machine does.
func spent() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
