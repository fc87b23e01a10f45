package ignores

import (
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/fuzztest"
)

// No comment makes the parser panic, and each stands within its line.
func FuzzInLine(f *testing.F) {
	f.Add("kill 1 # siglint:ignore a,b // c", "#")
	f.Add("//nolint:siglint,x // y", "//")
	f.Add("//lint:ignore siglint/[a-,siglint/* z", "//")
	f.Add("##siglint:ignore ,,, \r#\xff siglint:ignore \x00", "#")
	f.Fuzz(func(t *testing.T, line, mark string) {
		if mark == "" {
			return // there is none such
		}
		var c *Comment
		var at int
		fuzztest.Bounded(t, len(line)+len(mark), func() { c, at = InLine(line, mark) })
		if c == nil {
			return
		}
		if at < 0 || at > len(line) || !strings.HasPrefix(line[at:], mark) {
			t.Fatalf("a comment at byte %d of %q", at, line)
		}
		for _, text := range append(c.Names, c.Reason) {
			if !strings.Contains(line[at:], text) {
				t.Errorf("%q is not in %q", text, line[at:])
			}
		}
		c.covers("stalesender", c.from)
		if c.Form == Nolint && len(c.Names) > 0 {
			t.Errorf("nolint with names: %q", line)
		}
	})
}
