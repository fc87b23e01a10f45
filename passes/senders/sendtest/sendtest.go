// Package sendtest holds what the tests of readers share.
package sendtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/fuzztest"
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

// Fuzz calls a reader and holds what every fuzz target holds: nothing panics,
// time and memory are bounded by the size of the text, and each place is in the
// text and is its own.
func Fuzz(t *testing.T, text string, read func() ([]senders.Send, []senders.Problem)) {
	t.Helper()
	var sends []senders.Send
	var problems []senders.Problem
	fuzztest.Bounded(t, len(text), func() { sends, problems = read() })
	Places(t, text, sends, problems)
}

// Places holds every position against the text.
func Places(t *testing.T, text string, sends []senders.Send, problems []senders.Problem) {
	t.Helper()
	lines := strings.SplitAfter(text, "\n")
	for _, s := range sends {
		own, why := part(lines, s.Pos, s.End)
		if why == "" {
			why = stray(s, own)
		}
		if why != "" {
			t.Errorf("send via %s at %v to %v: %s; in\n%.2000q", s.Via, s.Pos, s.End, why, text)
		}
		if s.File == "" || s.Context == "" || s.Via == "" || s.TargetKind == "" {
			t.Errorf("send lacks its file, context, via or kind of target: %+v", s)
		}
	}
	for _, p := range problems {
		if _, why := part(lines, p.Pos, p.End); why != "" {
			t.Errorf("problem at %v to %v: %s: %s; in\n%.2000q", p.Pos, p.End, p.Message, why, text)
		}
		if p.Message == "" {
			t.Errorf("a problem without words at %v of\n%.2000q", p.Pos, text)
		}
	}
}

// part returns the text between two places, or why there is none.
func part(lines []string, pos, end senders.Position) (own, why string) {
	for _, p := range []senders.Position{pos, end} {
		if p.Line < 1 || p.Line > len(lines) || p.Column < 1 || p.Column > len(strings.TrimSuffix(lines[p.Line-1], "\n"))+1 {
			return "", "stands outside of the text"
		}
	}
	if end.Line < pos.Line || end.Line == pos.Line && end.Column < pos.Column {
		return "", "ends before it starts"
	}
	if pos.Line == end.Line {
		return lines[pos.Line-1][pos.Column-1 : end.Column-1], ""
	}
	return lines[pos.Line-1][pos.Column-1:] + strings.Join(lines[pos.Line:end.Line-1], "") + lines[end.Line-1][:end.Column-1], ""
}
