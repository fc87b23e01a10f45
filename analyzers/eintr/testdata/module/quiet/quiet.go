// Package quiet does not know of interruptions; its wrapper has the finding.
package quiet

import "example.com/module/poll"

func reap(pid int) error { return poll.Reap(pid) }
