package ignores

import "testing"

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
		c, at := InLine(line, mark)
		if c == nil {
			return
		}
		if at < 0 || at > len(line) {
			t.Errorf("a comment at byte %d of %q", at, line)
		}
		c.covers("stalesender", c.from)
		if c.Form == Nolint && len(c.Names) > 0 {
			t.Errorf("nolint with names: %q", line)
		}
	})
}
