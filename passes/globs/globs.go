// Package globs matches paths against patterns in which ** stands for any
// number of folders.
package globs

import (
	"path"
	"strings"
)

// Match reports whether a path matches a pattern, both in segments. It goes
// back to the last ** only: an earlier one need never match more. A segment is
// matched as by path.Match, where [!a] means [^a], as in a shell; one that is
// no pattern matches nothing.
func Match(pattern, name []string) bool {
	p, n, star, from := 0, 0, -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == "**":
			star, from = p, n
			p++
		case p < len(pattern) && segment(pattern[p], name[n]):
			p++
			n++
		case star >= 0:
			from++
			p, n = star+1, from
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == "**" {
		p++
	}
	return p == len(pattern)
}

func segment(pattern, name string) bool {
	ok, err := path.Match(strings.ReplaceAll(pattern, "[!", "[^"), name)
	return ok && err == nil
}
