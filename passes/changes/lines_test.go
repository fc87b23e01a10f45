package changes

import (
	"slices"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/contract"
)

func TestMapLine(t *testing.T) {
	text := func(s string) string { return strings.Join(strings.Split(s, ""), "\n") }
	for _, tt := range []struct {
		old, now string
		line     int
		want     int
		kept     bool
	}{
		{"abc", "abc", 2, 2, true},
		{"abc", "xabc", 2, 3, true},    // something came above
		{"abcde", "abde", 3, 2, false}, // gone: the line above it
		{"abcde", "abde", 4, 3, true},
		{"abcdef", "axcydf", 3, 3, true}, // kept between two changes
		{"abcdef", "axcydf", 5, 5, false},
		{"abc", "bc", 1, 1, false}, // gone at the top
		{"abc", "", 2, 1, false},
		{"abc", "abc", 9, 1, false}, // no such line
		{"abc", "abc", 0, 1, false},
	} {
		got, kept := MapLine(text(tt.old), text(tt.now), tt.line)
		if got != tt.want || kept != tt.kept {
			t.Errorf("%s → %s, line %d: %d, %v; want %d, %v", tt.old, tt.now, tt.line, got, kept, tt.want, tt.kept)
		}
	}
}

// Texts too large to compare line by line still give a place.
func TestMapLineLarge(t *testing.T) {
	a := strings.Repeat("a\n", 5000) + "x\n"
	b := strings.Repeat("b\n", 5000) + "x\n"
	if line, kept := MapLine(a, b, 3000); line != 1 || kept {
		t.Errorf("%d, %v", line, kept)
	}
	if line, kept := MapLine(a, b, 5001); line != 5001 || !kept {
		t.Errorf("the common end: %d, %v", line, kept)
	}
}

func TestRegistrations(t *testing.T) {
	at := func(e contract.Entry, places ...string) contract.Entry { e.Registered = places; return e }
	shift := func(file string, line int) (Place, bool) {
		return Place{File: file, Line: line + 10, Column: 1}, line != 31
	}
	before := at(reopens, "main.go:31", "main.go:50")
	for name, tt := range map[string]struct {
		after          contract.Entry
		line           func(string, int) (Place, bool)
		removed, added []string
		place          Place
	}{
		"one stays":       {at(shuts, "main.go:60"), shift, []string{"main.go:31"}, nil, Place{"main.go", 41, 1}},
		"all go":          {kills, nil, []string{"main.go:31", "main.go:50"}, nil, Place{"main.go", 31, 1}},
		"moved, no files": {at(shuts, "main.go:33", "main.go:52"), nil, nil, nil, Place{"main.go", 31, 1}},
		"one came":        {at(shuts, "main.go:60", "new.go:7"), shift, []string{"main.go:31"}, []string{"new.go:7"}, Place{"main.go", 41, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			got := Compare(one(entries{"SIGHUP": before}), one(entries{"SIGHUP": tt.after}), Options{Line: tt.line})[0]
			if !slices.Equal(got.Removed, tt.removed) || !slices.Equal(got.Added, tt.added) {
				t.Errorf("removed %q, added %q", got.Removed, got.Added)
			}
			if got.Place == nil || *got.Place != tt.place {
				t.Errorf("place %v, want %v", got.Place, tt.place)
			}
		})
	}
}
