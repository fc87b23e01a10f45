// Package splice puts shell text together from pieces of a file of another
// language, and remembers where each piece stands.
package splice

import (
	"sort"
	"strings"

	"github.com/siglint/siglint/passes/senders"
)

// A Source is a file that text is taken from.
type Source struct {
	File  string
	Text  string
	lines []int // offsets at which lines start
}

// NewSource returns the source of a file's content.
func NewSource(file string, content []byte) *Source {
	s := &Source{File: file, Text: string(content), lines: []int{0}}
	for i := 0; i < len(content); i++ {
		if content[i] == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	return s
}

// Pos returns the place of a byte offset.
func (s *Source) Pos(off int) senders.Position {
	off = min(max(off, 0), len(s.Text))
	n := sort.SearchInts(s.lines, off+1)
	return senders.Position{Line: n, Column: off - s.lines[n-1] + 1}
}

// Lines returns the number of lines; text that ends in a newline has an empty last one.
func (s *Source) Lines() int { return len(s.lines) }

// Line returns where line n, from 0, starts and ends, without its end of line.
func (s *Source) Line(n int) (start, end int) {
	if n < 0 || n >= len(s.lines) {
		return len(s.Text), len(s.Text)
	}
	start, end = s.lines[n], len(s.Text)
	if n+1 < len(s.lines) {
		end = s.lines[n+1] - 1
	}
	if end > start && s.Text[end-1] == '\r' {
		end--
	}
	return start, end
}

// A Text is made of pieces of a source.
type Text struct {
	src    *Source
	text   strings.Builder
	pieces []piece
}

// A piece is a run of bytes that stand in the source as they are, or one or
// more bytes that stand for something else there.
type piece struct {
	start    int // in the text
	off, end int // in the source
	verbatim bool
}

// NewText returns an empty text.
func NewText(src *Source) *Text { return &Text{src: src} }

// Keep adds the bytes of the source from off to end.
func (t *Text) Keep(off, end int) {
	if end <= off {
		return
	}
	if n := len(t.pieces); n > 0 && t.pieces[n-1].verbatim && t.pieces[n-1].end == off {
		t.pieces[n-1].end = end
	} else {
		t.pieces = append(t.pieces, piece{t.text.Len(), off, end, true})
	}
	t.text.WriteString(t.src.Text[off:end])
}

// Put adds text that stands for the bytes of the source from off to end.
func (t *Text) Put(text string, off, end int) {
	if text != "" {
		t.pieces = append(t.pieces, piece{t.text.Len(), off, end, false})
		t.text.WriteString(text)
	}
}

// Add adds bytes from to end of another text of the same source.
func (t *Text) Add(v *Text, from, end int) {
	text := v.String()
	first := max(sort.Search(len(v.pieces), func(n int) bool { return v.pieces[n].start > from })-1, 0)
	for n := first; n < len(v.pieces) && v.pieces[n].start < end; n++ {
		p, next := v.pieces[n], len(text)
		if n+1 < len(v.pieces) {
			next = v.pieces[n+1].start
		}
		i, j := max(p.start, from), min(next, end)
		switch {
		case i >= j:
		case p.verbatim:
			t.Keep(p.off+i-p.start, p.off+j-p.start)
		default:
			t.Put(text[i:j], p.off, p.end)
		}
	}
}

// Len returns the length of the text so far.
func (t *Text) Len() int { return t.text.Len() }

// String returns the text.
func (t *Text) String() string { return t.text.String() }

// Offset returns where in the source byte i of the text stands.
func (t *Text) Offset(i int) int {
	if len(t.pieces) == 0 {
		return 0
	}
	if i >= t.text.Len() {
		return t.pieces[len(t.pieces)-1].end
	}
	n := max(sort.Search(len(t.pieces), func(n int) bool { return t.pieces[n].start > i })-1, 0)
	p := t.pieces[n]
	if !p.verbatim {
		return p.off
	}
	return p.off + max(i-p.start, 0)
}

// At returns the place of byte i of the text.
func (t *Text) At(i int) senders.Position { return t.src.Pos(t.Offset(i)) }

// EndAt returns the place in the file behind what byte i-1 of the text stands for.
func (t *Text) EndAt(i int) senders.Position {
	if i <= 0 || len(t.pieces) == 0 {
		return t.At(0)
	}
	n := max(sort.Search(len(t.pieces), func(n int) bool { return t.pieces[n].start >= i })-1, 0)
	p := t.pieces[n]
	if !p.verbatim {
		return t.src.Pos(p.end)
	}
	return t.src.Pos(min(p.off+i-p.start, p.end))
}

// Script returns the text as a script of the file.
func (t *Text) Script(context string, intent senders.Intent) senders.Script {
	return senders.Script{
		File: t.src.File, Context: context, Intent: intent, Text: t.String(), Start: t.At(0), At: t.At, EndAt: t.EndAt,
	}
}

// Quote returns a word that a shell reads as s.
func Quote(s string) string {
	if s != "" && strings.IndexFunc(s, special) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func special(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:=@%+,", r))
}
