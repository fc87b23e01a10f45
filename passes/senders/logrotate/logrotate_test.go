package logrotate

import (
	"fmt"
	"github.com/siglint/siglint/passes/fuzztest"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/sendtest"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range conformance {
		t.Run(c.name, func(t *testing.T) {
			config := strings.ReplaceAll(c.config, "@", "/")
			f, err := Parse("t.conf", []byte(config), Options{})
			if (err == nil) != f.Accepted {
				t.Errorf("accepted %v with error %v", f.Accepted, err)
			}
			if got, want := describe(f), strings.TrimPrefix(c.want, "\n"); got != want {
				t.Errorf("%q:\ngot\n%swant\n%s", config, got, want)
			}
			checkPositions(t, f, config)
		})
	}
}

// describe tells what was kept and what was said.
func describe(f *File) string {
	var b strings.Builder
	if !f.Accepted {
		b.WriteString("refused\n")
	}
	for _, s := range f.Sections {
		fmt.Fprintf(&b, "section %v-%v", s.Pos, s.End)
		for _, p := range s.Paths {
			fmt.Fprintf(&b, " %s", p.Text)
			if p.refused || s.Bereft {
				b.WriteString("(refused)")
			}
		}
		if s.Shared {
			b.WriteString(" shared")
		}
		b.WriteString("\n")
		for _, script := range s.Scripts {
			if script != nil {
				fmt.Fprintf(&b, "  %s %v-%v %q\n", script.Kind, script.Pos, script.End, script.Body)
			}
		}
	}
	for _, p := range f.Problems {
		fmt.Fprintf(&b, "%d:%d-%d:%d %s: %s\n", p.Pos.Line, p.Pos.Column, p.End.Line, p.End.Column, p.Severity, p.Message)
	}
	return b.String()
}

// checkPositions holds every position against the text it points at.
func checkPositions(t *testing.T, f *File, text string) {
	t.Helper()
	at := func(what string, from, to Pos) string {
		if from.Offset < 0 || to.Offset < from.Offset || to.Offset > len(text) {
			t.Fatalf("%s at %v to %v of %d bytes", what, from, to, len(text))
		}
		for _, p := range []Pos{from, to} {
			before := text[:p.Offset]
			if line, column := 1+strings.Count(before, "\n"), p.Offset-strings.LastIndex(before, "\n"); line != p.Line || column != p.Column {
				t.Fatalf("%s: offset %d is %d:%d, not %v", what, p.Offset, line, column, p)
			}
		}
		return text[from.Offset:to.Offset]
	}
	for _, s := range append(f.Sections, f.Dropped...) {
		header := at("section", s.Pos, s.Brace)
		if all := at("section", s.Pos, s.End); s.Closed && !strings.HasSuffix(all, "}") {
			t.Errorf("section %q does not end in }", all)
		}
		for _, p := range s.Paths {
			if word := at("path", p.Pos, p.End); !strings.Contains(header, word) || strings.IndexByte(word, p.Text[0]) < 0 {
				t.Errorf("path %q stands at %q", p.Text, word)
			}
		}
	}
	for _, s := range f.Scripts {
		if word := at("script", s.Pos, s.BodyPos); word != s.Kind.String() {
			t.Errorf("%s at %q", s.Kind, word)
		}
		if body := at("body", s.BodyPos, s.BodyEnd); s.Closed && cString(body) != s.Body {
			t.Errorf("body %q at %q", s.Body, body)
		}
		if end := at("end", s.BodyEnd, s.End); s.Closed && strings.TrimLeft(end, " \t") != "endscript" {
			t.Errorf("end at %q", end)
		}
	}
	for _, i := range f.Includes {
		if word := at("include", i.Pos, i.End); word != i.Path {
			t.Errorf("include %q at %q", i.Path, word)
		}
	}
	lines := strings.Split(text, "\n")
	for _, p := range f.Problems {
		for _, place := range []struct{ Line, Column int }{{p.Pos.Line, p.Pos.Column}, {p.End.Line, p.End.Column}} {
			if place.Line < 1 || place.Line > len(lines) || place.Column < 1 || place.Column > len(lines[place.Line-1])+1 {
				t.Errorf("problem %q outside of the text, at %v", p.Message, place)
			}
		}
		if p.Pos.Line > p.End.Line || p.Pos.Line == p.End.Line && p.Pos.Column >= p.End.Column && len(text) > p.Pos.Column {
			t.Errorf("problem %q at an empty place", p.Message)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range conformance {
		f.Add([]byte(strings.ReplaceAll(c.config, "@", "/")))
	}
	f.Add([]byte("{{ path }} {\n{% if x %}\npostrotate\nkill -HUP {{ pid }}\nendscript\n{% endif %}\n}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var file *File
		fuzztest.Bounded(t, len(text), func() {
			file, _ = Parse("fuzz.conf", text, Options{})
			Sections(file)
		})
		if file.Template {
			text = mask(text)
		}
		checkPositions(t, file, string(text))
		sendtest.Fuzz(t, string(text), func() ([]senders.Send, []senders.Problem) { return Sends(file) })
	})
}
