package senders

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClip(t *testing.T) {
	for _, text := range []string{"", "short", strings.Repeat("é", longest/2)} {
		if got := Clip(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	long := `unknown signal "` + strings.Repeat("é", longest) + `"; did you mean HUP?`
	got := Clip(long)
	if len(got) > longest || !utf8.ValidString(got) || !strings.HasPrefix(got, `unknown signal "é`) || !strings.HasSuffix(got, `é"; did you mean HUP?`) || !strings.Contains(got, "é…é") {
		t.Errorf("%d bytes: %q", len(got), got)
	}
}
