// Package sendtest holds what the tests of readers share.
package sendtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/senders"
)

// Lines writes one line a send: its place, what it sends and to whom.
func Lines(sends []senders.Send) string {
	var b strings.Builder
	for _, s := range sends {
		fmt.Fprintf(&b, "%d:%d %s %s", s.Pos.Line, s.Pos.Column, s.Via, s.Signal)
		if s.Action != "" {
			fmt.Fprintf(&b, "(%s)", s.Action)
		}
		fmt.Fprintf(&b, " %s %s", s.TargetKind, s.Target)
		if s.Intent != senders.UnknownIntent && s.Intent != "" {
			fmt.Fprintf(&b, " [%s]", s.Intent)
		}
		if s.Guarded {
			b.WriteString(" guarded")
		}
		if s.Shell {
			b.WriteString(" shell")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Check holds the sends against lines as Lines writes them, and every position
// against the text: a send starts within it, and ends behind its start.
func Check(t *testing.T, text string, sends []senders.Send, want string) {
	t.Helper()
	if got := Lines(sends); got != strings.TrimLeft(want, "\n") {
		t.Errorf("of\n%s\ngot\n%swant\n%s", text, got, want)
	}
	Places(t, text, sends, nil)
}

// Places holds every position against the text.
func Places(t *testing.T, text string, sends []senders.Send, problems []senders.Problem) {
	t.Helper()
	lines := strings.Split(text, "\n")
	check := func(what string, pos, end senders.Position) {
		for _, p := range []senders.Position{pos, end} {
			if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > len(lines[p.Line-1])+1 {
				t.Errorf("%s stands outside of the text: %v of\n%.2000q", what, p, text)
				return
			}
		}
		if end.Line < pos.Line || end.Line == pos.Line && end.Column < pos.Column {
			t.Errorf("%s ends at %v, before it starts at %v, in\n%.2000q", what, end, pos, text)
		}
	}
	for _, s := range sends {
		check("send via "+s.Via, s.Pos, s.End)
		if s.File == "" || s.Context == "" || s.Via == "" || s.TargetKind == "" {
			t.Errorf("send lacks its file, context, via or kind of target: %+v", s)
		}
	}
	for _, p := range problems {
		check("problem "+p.Message, p.Pos, p.End)
	}
}
