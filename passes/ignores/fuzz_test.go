package ignores

import (
	"strings"
	"testing"
)

// No comment makes the parser panic, and each stands on a line of the text.
func FuzzText(f *testing.F) {
	f.Add("# siglint:ignore stalesender reason\nkill 1 # siglint:ignore a,b // c\n")
	f.Add("//nolint:siglint,x // y\n//lint:ignore siglint/[a-,siglint/* z")
	f.Add("##siglint:ignore ,,, \r\n#\xff siglint:ignore \x00")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		for _, c := range Text([]byte(text)) {
			if c.Line() < 1 || c.Line() > lines {
				t.Errorf("a comment on line %d of %d: %q", c.Line(), lines, text)
			}
			c.covers("stalesender", c.Line())
		}
		if c := Parse(text); c != nil && c.Form == Nolint && len(c.Names) > 0 {
			t.Errorf("nolint with names: %q", text)
		}
	})
}
