package signals

import (
	"slices"
	"strings"
)

// A Set is a set of signals, as far as it is known.
type Set struct {
	Names   []string // sorted, without duplicates
	Unknown bool     // may hold any other signal besides
	All     bool     // holds every signal
}

// Of returns the set of the named signals.
func Of(names ...string) Set {
	s := Set{Names: slices.Clone(names)}
	slices.Sort(s.Names)
	s.Names = slices.Compact(s.Names)
	return s
}

// Union returns the signals that are in s or t.
func (s Set) Union(t Set) Set {
	u := Of(append(slices.Clone(s.Names), t.Names...)...)
	u.Unknown = s.Unknown || t.Unknown
	u.All = s.All || t.All
	return u
}

// Has reports whether the signal is certainly in s.
func (s Set) Has(name string) bool { return s.All || slices.Contains(s.Names, name) }

// May reports whether the signal is or may be in s.
func (s Set) May(name string) bool { return s.Unknown || s.Has(name) }

// Empty reports whether s certainly holds no signal.
func (s Set) Empty() bool { return !s.Unknown && !s.All && len(s.Names) == 0 }

// Equal reports whether s and t are known to the same extent and hold the same.
func (s Set) Equal(t Set) bool {
	return s.Unknown == t.Unknown && s.All == t.All && slices.Equal(s.Names, t.Names)
}

// String lists the signals: "SIGHUP, SIGTERM", "all", "SIGHUP, unknown".
func (s Set) String() string {
	names := slices.Clone(s.Names)
	if s.All {
		names = []string{"all"}
	}
	if s.Unknown {
		names = append(names, "unknown")
	}
	return strings.Join(names, ", ")
}
