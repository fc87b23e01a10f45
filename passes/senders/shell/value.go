package shell

import (
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

// A value is the text of one word, or of a variable, as far as it is known.
type value []part

// A part is known text, or a hole.
type part struct {
	text   string
	hole   *hole
	off    int  // where the part stands in the script
	direct bool // text stands there verbatim
	sure   bool // nothing outside the script can change it
	guess  bool // the default of something that is not known
	param  int  // of which parameter it is the default; 0 for none
}

// A hole is text that is not known before the script runs.
type hole struct {
	src     string   // as the script writes it: "$pid"
	own     bool     // src is the use of a variable
	targets []target // the processes whose ids the text holds, where that is known
	param   int      // number of the script's parameter that it is; 0 for none
	listing bool     // it is what ps writes
	rest    bool     // it stands for the parameters that are not known, "$@"
}

// A target is what a send aims at.
type target struct {
	kind    senders.TargetKind
	text    string
	pattern *senders.Pattern
	unit    string
	note    string
}

func constant(text string) value { return value{{text: text}} }

func certain(text string) value { return value{{text: text, sure: true}} }

func unknown(src string) value { return value{{hole: &hole{src: src}}} }

func processes(src string, ts ...target) value {
	return value{{hole: &hole{src: src, targets: ts}}}
}

// text returns the value if all of it is known.
func (v value) text() (string, bool) {
	if len(v) == 1 {
		return v[0].text, v[0].hole == nil
	}
	var b strings.Builder
	for _, p := range v {
		if p.hole != nil {
			return "", false
		}
		b.WriteString(p.text)
	}
	return b.String(), true
}

// String returns the value with its holes as they are written.
func (v value) String() string {
	if len(v) == 1 && v[0].hole == nil {
		return v[0].text
	}
	var b strings.Builder
	for _, p := range v {
		if p.hole != nil {
			b.WriteString(p.hole.src)
		} else {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// sure returns the text if nothing outside the script can change it.
func (v value) sure() (string, bool) {
	for _, p := range v {
		if p.hole != nil || !p.sure || p.guess {
			return "", false
		}
	}
	return v.text()
}

// prefix returns the known text that the value starts with.
func (v value) prefix() string {
	var b strings.Builder
	for _, p := range v {
		if p.hole != nil {
			break
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// cut returns the value without its first n bytes, which are known.
func (v value) cut(n int) value {
	for i, p := range v {
		if p.hole != nil || n < len(p.text) {
			if p.hole == nil && n > 0 {
				out := append(value(nil), v[i:]...)
				out[0].text, out[0].off = p.text[n:], p.off+n
				return out
			}
			return v[i:]
		}
		n -= len(p.text)
	}
	return nil
}

// parameter returns the number of the script's parameter that the value is, or
// is the default of; 0 for none.
func (v value) parameter() int {
	switch {
	case len(v) != 1:
		return 0
	case v[0].hole != nil:
		return v[0].hole.param
	}
	return v[0].param
}

// guessed reports whether the value is, in part, only a default.
func (v value) guessed() bool {
	return slices.ContainsFunc(v, func(p part) bool { return p.guess })
}

// only returns the hole that is all of the value, or nil.
func (v value) only() *hole {
	if len(v) == 1 {
		return v[0].hole
	}
	return nil
}

func (v value) equal(w value) bool {
	if len(v) != len(w) {
		return false
	}
	if len(v) > 0 && &v[0] == &w[0] {
		return true
	}
	for i := range v {
		if v[i].text != w[i].text || !sameHole(v[i].hole, w[i].hole) {
			return false
		}
	}
	return true
}

func sameHole(a, b *hole) bool {
	if a == b {
		return true
	}
	return a != nil && b != nil && a.src == b.src && a.param == b.param && a.rest == b.rest &&
		slices.EqualFunc(a.targets, b.targets, func(t, u target) bool { return t.kind == u.kind && t.text == u.text })
}

func (v value) size() int {
	n := 0
	for _, p := range v {
		n += len(p.text) + 1
	}
	return n
}

// A field is one word of a command after expansion.
type field struct {
	value
	pos, end int // in the script
}

// is reports whether the field is one of the words.
func (f field) is(words ...string) bool {
	text, ok := f.text()
	if !ok {
		return false
	}
	for _, w := range words {
		if text == w {
			return true
		}
	}
	return false
}

// A builder puts fields together as a shell splits words.
type builder struct {
	fields []value
	cur    value
	open   bool // cur is a field, if only an empty one
}

// join adds parts that are not split.
func (b *builder) join(v value) {
	b.open = true
	for _, p := range v {
		if p.hole != nil || p.text != "" {
			b.cur = append(b.cur, p)
		}
	}
}

// split adds parts that are split at blanks.
func (b *builder) split(v value) {
	for _, p := range v {
		if p.hole != nil {
			b.cur, b.open = append(b.cur, p), true
			continue
		}
		for text := p.text; text != ""; {
			n := strings.IndexAny(text, " \t\n")
			switch {
			case n == 0:
				b.flush()
				n = len(text) - len(strings.TrimLeft(text, " \t\n"))
			case n < 0:
				n = len(text)
				fallthrough
			default:
				q := p
				q.text = text[:n]
				b.cur, b.open = append(b.cur, q), true
			}
			text = text[n:]
			if p.direct {
				p.off += n
			}
		}
	}
}

func (b *builder) flush() {
	if b.open {
		b.fields = append(b.fields, b.cur)
	}
	b.cur, b.open = nil, false
}

// whole returns what was added as one value.
func (b *builder) whole() value {
	b.flush()
	var v value
	for i, f := range b.fields {
		if i > 0 {
			v = append(v, part{text: " ", sure: true})
		}
		v = append(v, f...)
	}
	return v
}

// joined returns fields with a blank between them, as eval and ssh do.
func joined(fs []field) value {
	var v value
	for i, f := range fs {
		if i > 0 {
			v = append(v, part{text: " ", off: f.pos, sure: true})
		}
		v = append(v, f.value...)
	}
	return v
}
