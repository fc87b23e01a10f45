package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text prints findings for people: one line each, related places below it,
// indented by a tab. On a terminal there are colours and the source line.
func (r *Report) Text(w io.Writer, terminal bool) error {
	p := painter(terminal)
	var buf bytes.Buffer
	for i := range r.Findings {
		f := &r.Findings[i]
		fmt.Fprintf(&buf, "%s %s %s\n", p.bold(place(f.File, f.Line, f.Column)+":"), p.weight(f.Severity, Plain(f.Message)), p.dim("["+f.Check+"]"))
		if terminal {
			buf.WriteString(f.snippet(p))
		}
		for _, rel := range f.Related {
			fmt.Fprintf(&buf, "\t%s: %s\n", place(rel.File, rel.Line, rel.Column), Plain(rel.Message))
		}
	}
	_, err := w.Write(buf.Bytes())
	return err
}

// Trouble returns the line that tells of a trouble.
func (t Trouble) String() string {
	if t.File == "" {
		return Plain(t.Message)
	}
	return place(t.File, t.Line, t.Column) + ": " + Plain(t.Message)
}

func place(file string, line, column int) string {
	text := Plain(file)
	if line > 0 {
		text += fmt.Sprintf(":%d", line)
		if column > 0 {
			text += fmt.Sprintf(":%d", column)
		}
	}
	return text
}

// Plain escapes what could act on a terminal or end a line: names and texts
// come from files that anybody may have written.
func Plain(text string) string {
	if strings.IndexFunc(text, acts) < 0 && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)):
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\n':
			b.WriteString(`\n`)
		case acts(r) && r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case acts(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// acts reports whether a character does something rather than show something:
// controls, and formats such as those that turn the direction of writing.
func acts(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// widest is the longest source line that is shown.
const widest = 200

// snippet shows the source line with a caret below the column.
func (f *Finding) snippet(p painter) string {
	src := f.source()
	if src == "" || len(src) > widest || f.Column < 1 || f.Column > len(src)+1 {
		return ""
	}
	width := 1
	if f.EndLine == f.Line && f.EndColumn > f.Column && f.EndColumn <= len(src)+1 {
		width = utf8.RuneCountInString(src[f.Column-1 : f.EndColumn-1])
	}
	before := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, visible(src[:f.Column-1]))
	return "\t" + visible(src) + "\n\t" + before + p.mark("^"+strings.Repeat("~", width-1)) + "\n"
}

// visible is a source line as it is shown: tabs stay, so that carets stand right.
func visible(text string) string {
	parts := strings.Split(text, "\t")
	for i, part := range parts {
		parts[i] = Plain(part)
	}
	return strings.Join(parts, "\t")
}

// line returns line n, counted from 1, of a text.
func line(src []byte, n int) string {
	for l := range bytes.Lines(src) {
		if n--; n == 0 {
			return string(bytes.TrimRight(l, "\r\n"))
		}
	}
	return ""
}

// A painter colours text, or does not.
type painter bool

func (p painter) paint(code, text string) string {
	if !p {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p painter) bold(text string) string { return p.paint("1", text) }
func (p painter) dim(text string) string  { return p.paint("2", text) }
func (p painter) mark(text string) string { return p.paint("32", text) }

func (p painter) weight(s Severity, text string) string {
	switch s {
	case Error:
		return p.paint("31", text)
	case Warning:
		return p.paint("33", text)
	}
	return p.paint("36", text)
}
