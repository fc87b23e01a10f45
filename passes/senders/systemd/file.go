package systemd

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

// A directive is one assignment of a unit file.
type directive struct {
	file    string
	section string
	key     string
	value   text
	pos     senders.Position // of the key
}

// A text is the value of a directive: joined lines, each byte with its place.
type text struct {
	s   string
	pos []senders.Position // one for each byte, and one behind
}

func (t text) slice(from, to int) text {
	return text{t.s[from:to], t.pos[from : to+1]}
}

func (t text) trim() text {
	from := len(t.s) - len(strings.TrimLeft(t.s, blanks))
	to := max(from, len(strings.TrimRight(t.s, blanks)))
	return t.slice(from, to)
}

// end returns the place behind the text.
func (t text) end() senders.Position { return t.pos[len(t.s)] }

const blanks = " \t\n\r"

// A reader takes a unit file apart as systemd does: comments may stand between
// the lines of one value, and a backslash at the end of a line is a blank.
type reader struct {
	file     string
	section  string
	found    []directive
	problems []senders.Problem
}

const (
	maxFile       = 1 << 20
	maxDirectives = 10_000
	maxLine       = 32 << 10 // of joined lines; a longer one ends where it gets so long
)

func (r *reader) read(src []byte) {
	if len(src) > maxFile {
		src = src[:maxFile]
		top := senders.Position{Line: 1, Column: 1}
		r.problem(top, top, "the unit file is longer than %d bytes; the rest is not read", maxFile)
	}
	var joined text
	more := false
	for line := 1; len(src) > 0 && len(r.found) < maxDirectives; line++ {
		raw, rest, _ := bytes.Cut(src, []byte("\n"))
		src = rest
		t := lineText(string(raw), line)
		if line == 1 && strings.HasPrefix(t.s, "\ufeff") {
			t = t.slice(3, len(t.s))
		}
		t = t.slice(len(t.s)-len(strings.TrimLeft(t.s, blanks)), len(t.s))
		if t.s != "" && (t.s[0] == '#' || t.s[0] == ';') {
			continue
		}
		if more {
			joined.s += t.s
			joined.pos = append(joined.pos[:len(joined.s)-len(t.s)], t.pos...)
			t = joined
		}
		if more = continues(t.s) && len(t.s) < maxLine; more {
			joined = text{t.s[:len(t.s)-1] + " ", t.pos}
			continue
		}
		r.line(t)
	}
	if more {
		r.line(joined)
	}
}

// lineText gives each byte of a line its place. A carriage return at its end is
// a blank, as it is to systemd.
func lineText(s string, line int) text {
	t := text{s: strings.TrimSuffix(s, "\r"), pos: make([]senders.Position, len(s)+1)}
	for i := range t.pos {
		t.pos[i] = senders.Position{Line: line, Column: i + 1}
	}
	return t
}

// continues reports whether a line ends in a backslash that is not itself escaped.
func continues(s string) bool {
	n := len(s) - len(strings.TrimRight(s, `\`))
	return n%2 == 1
}

// line reads a logical line.
func (r *reader) line(t text) {
	t = t.trim()
	switch {
	case t.s == "":
		return
	case t.s[0] == '[':
		if !strings.HasSuffix(t.s, "]") {
			r.problem(t.pos[0], t.end(), "section header is not closed by ]")
			return
		}
		r.section = t.s[1 : len(t.s)-1]
		return
	}
	i := strings.IndexByte(t.s, '=')
	switch {
	case i < 0:
		r.problem(t.pos[0], t.end(), "missing = in %q", clip(t.s))
		return
	case r.section == "":
		r.problem(t.pos[0], t.pos[i], "%q stands outside of any section", clip(t.s[:i]))
		return
	}
	r.found = append(r.found, directive{
		file: r.file, section: r.section, pos: t.pos[0],
		key:   strings.TrimRight(t.s[:i], blanks),
		value: t.slice(i+1, len(t.s)).trim(),
	})
}

func (r *reader) problem(from, to senders.Position, format string, args ...any) {
	if len(r.problems) < 50 {
		r.problems = append(r.problems, senders.Problem{
			File: r.file, Pos: from, End: to, Severity: "warning", Message: fmt.Sprintf(format, args...),
		})
	}
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "..."
	}
	return s
}
