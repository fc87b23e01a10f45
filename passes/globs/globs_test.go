package globs

import (
	"strings"
	"testing"
	"time"
)

func TestMatch(t *testing.T) {
	for _, test := range []struct {
		pattern, name string
		want          bool
	}{
		{"a/b", "a/b", true},
		{"a/*", "a/b", true},
		{"a/*", "a/b/c", false},
		{"**/b", "b", true},
		{"**/b", "a/x/b", true},
		{"a/**/b", "a/b", true},
		{"a/**/b", "a/x/y/b", true},
		{"a/**/b", "a/x/y/c", false},
		{"a/**", "a/x/y", true},
		{"a/**", "b/x", false},
		{"**", "a/b", true},
		{"**/x/**/y", "x/a/x/b/y", true},
		{"[!a]/b", "c/b", true},
		{"[!a]/b", "a/b", false},
		{"[", "[", false}, // no pattern
		{"**/*.log", "var/log/a.log", true},
	} {
		if got := Match(strings.Split(test.pattern, "/"), strings.Split(test.name, "/")); got != test.want {
			t.Errorf("%s %s: %v", test.pattern, test.name, got)
		}
	}
}

// Many ** do not make it slow.
func TestMatchMany(t *testing.T) {
	start := time.Now()
	Match(strings.Split(strings.Repeat("**/a/", 60)+"b", "/"), strings.Split(strings.Repeat("a/", 2000)+"c", "/"))
	if time.Since(start) > 5*time.Second {
		t.Errorf("took %v", time.Since(start))
	}
}
