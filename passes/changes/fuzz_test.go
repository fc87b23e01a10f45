package changes

import (
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/fuzztest"
)

// A line is found in the new text, and a line that was kept is the same line.
func FuzzMapLine(f *testing.F) {
	f.Add("a\nb\nc\n", "a\nx\nb\nc\n", 2)
	f.Add("a\nb\nc\n", "c\nb\na\n", 3)
	f.Add("", "\n\n", 1)
	f.Fuzz(func(t *testing.T, old, now string, n int) {
		var line int
		var kept bool
		fuzztest.Bounded(t, len(old)+len(now), func() { line, kept = MapLine(old, now, n) })
		a, b := strings.Split(old, "\n"), strings.Split(now, "\n")
		if line < 1 || line > len(b) {
			t.Fatalf("line %d of %q became %d of %q", n, old, line, now)
		}
		if kept && a[n-1] != b[line-1] {
			t.Errorf("line %d of %q was kept as %d of %q", n, old, line, now)
		}
	})
}
