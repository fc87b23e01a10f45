// Package yamltext reads YAML and knows where each byte of a scalar stands, so
// that a script in a block or a quoted string can be read in its place.
package yamltext

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/splice"
	"go.yaml.in/yaml/v3"
)

// maxFile bounds what is read, maxDocuments how many documents of it. The
// library bounds nesting itself.
const (
	maxFile      = 2 << 20
	maxDocuments = 5000
)

// A File is a YAML file.
type File struct {
	*splice.Source
	Docs []*yaml.Node // their root nodes
	last place        // found last; the next one mostly lies behind it
}

// A place is a character of the file: the parser counts columns in them.
type place struct{ line, column, off int }

// Parse reads all documents. On an error it returns those before it.
func Parse(file string, content []byte) (*File, *senders.Problem) {
	if len(content) > maxFile {
		return &File{Source: splice.NewSource(file, nil)}, problem(file, 1, "the file is too large to be read")
	}
	f := &File{Source: splice.NewSource(file, content)}
	if wide(f.Text) {
		return f, problem(file, 1, "UTF-16 is not read; keep it as UTF-8")
	}
	place := Places(f.Text)
	d := yaml.NewDecoder(bytes.NewReader(content))
	for len(f.Docs) < maxDocuments {
		var doc yaml.Node
		err := d.Decode(&doc)
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return f, yamlProblem(f, place, err)
		}
		if len(doc.Content) == 1 {
			settle(doc.Content[0], place)
			f.Docs = append(f.Docs, doc.Content[0])
		}
	}
	return f, nil
}

// wide reports whether the parser takes a text for UTF-16, which has no place
// for each byte of a value.
func wide(text string) bool {
	return strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff")
}

// Part reads lines first to last, from 0 and the last left out, as a document
// of their own. It returns nil if they are none.
func (f *File) Part(first, last int) *yaml.Node {
	start, _ := f.Line(first)
	end, _ := f.Line(last)
	var doc yaml.Node
	if wide(f.Text[start:end]) {
		return nil
	}
	if yaml.Unmarshal([]byte(f.Text[start:end]), &doc) != nil || len(doc.Content) != 1 {
		return nil
	}
	settle(doc.Content[0], Places(f.Text[start:end]))
	shift(doc.Content[0], first)
	return doc.Content[0]
}

// shift moves a tree down by some lines.
func shift(n *yaml.Node, lines int) {
	n.Line += lines
	for _, c := range n.Content {
		shift(c, lines)
	}
}

var errorLine = regexp.MustCompile(`line (\d+): (.*)`)

func yamlProblem(f *File, place func(line, column int) (int, int), err error) *senders.Problem {
	line, text := 1, err.Error()
	if m := errorLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[2]
	}
	line, _ = place(line, 1)
	line = min(max(line, 1), f.Lines())
	return problem(f.File, line, fmt.Sprintf("not valid YAML: %s", strings.TrimPrefix(text, "yaml: ")))
}

func problem(file string, line int, text string) *senders.Problem {
	at := senders.Position{Line: line, Column: 1}
	return &senders.Problem{File: file, Pos: at, End: at, Severity: "error", Message: text}
}

// Get follows keys through mappings, and aliases, and returns nil where one is missing.
func Get(n *yaml.Node, keys ...string) *yaml.Node {
	for _, key := range keys {
		if n = follow(n); n == nil || n.Kind != yaml.MappingNode {
			return nil
		}
		var found *yaml.Node
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				found = n.Content[i+1]
			}
		}
		n = found
	}
	return follow(n)
}

// follow resolves an alias.
func follow(n *yaml.Node) *yaml.Node {
	for i := 0; n != nil && n.Kind == yaml.AliasNode && i < 10; i++ {
		n = n.Alias
	}
	return n
}

// Items returns the elements of a sequence, aliases resolved.
func Items(n *yaml.Node) []*yaml.Node {
	if n = follow(n); n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	items := make([]*yaml.Node, len(n.Content))
	for i, c := range n.Content {
		items[i] = follow(c)
	}
	return items
}

// Pairs calls f for each key and value of a mapping.
func Pairs(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n = follow(n); n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		f(n.Content[i], follow(n.Content[i+1]))
	}
}

// Scalar returns the value of a scalar, or "".
func Scalar(n *yaml.Node) string {
	if n = follow(n); n == nil || n.Kind != yaml.ScalarNode {
		return ""
	}
	return n.Value
}

// Start returns the offset of a node's text: behind its quote, or on the first
// line of a block.
func (f *File) Start(n *yaml.Node) int {
	off, _, _ := f.begin(n)
	return off
}

// begin returns where the text of a scalar starts, its quote if it has one,
// and whether it is a block.
func (f *File) begin(n *yaml.Node) (off int, quote byte, block bool) {
	start, end := f.Line(n.Line - 1)
	if f.last.line != n.Line || f.last.column > n.Column {
		f.last = place{n.Line, 1, start}
	}
	for ; f.last.column < n.Column && f.last.off < end; f.last.column++ {
		_, size := utf8.DecodeRuneInString(f.Text[f.last.off:])
		f.last.off += size
	}
	off = f.properties(f.last.off)
	switch {
	case off >= len(f.Text):
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		next, _ := f.Line(f.Pos(off).Line)
		return next, 0, true
	case n.Style&yaml.DoubleQuotedStyle != 0 && f.Text[off] == '"', n.Style&yaml.SingleQuotedStyle != 0 && f.Text[off] == '\'':
		return off + 1, f.Text[off], false
	}
	return off, 0, false
}

// properties skips the anchor and the tag before a value, which may stand on
// lines of their own, with comments between.
func (f *File) properties(off int) int {
	for off < len(f.Text) && (f.Text[off] == '&' || f.Text[off] == '!') {
		for off < len(f.Text) && !isSpace(f.Text[off]) {
			off++
		}
		for off < len(f.Text) && (isSpace(f.Text[off]) || f.Text[off] == '#') {
			comment := f.Text[off] == '#'
			for off++; comment && off < len(f.Text) && f.Text[off] != '\n' && f.Text[off] != '\r'; off++ {
			}
		}
	}
	return off
}

// Value returns the value of a scalar with the place of each byte.
func (f *File) Value(n *yaml.Node) *splice.Text {
	t := splice.NewText(f.Source)
	f.AddTo(t, n)
	return t
}

// AddTo adds the value of a scalar to a text.
func (f *File) AddTo(t *splice.Text, n *yaml.Node) {
	off, quote, block := f.begin(n)
	if block && n.Style&yaml.LiteralStyle != 0 {
		f.literal(t, n.Value, f.Pos(off).Line-1)
		return
	}
	a := aligner{t: t, src: f.Text, off: off, quote: quote}
	a.align(n.Value)
}

// literal adds the lines of a literal block, each the end of a line of the file,
// from the line with this number, counted from 0.
func (f *File) literal(t *splice.Text, rest string, line int) {
	for ; rest != ""; line++ {
		text, after, newline := strings.Cut(rest, "\n")
		start, end := f.Line(line)
		if line >= f.Lines() || !strings.HasSuffix(f.Text[start:end], text) {
			t.Put(rest, start, end) // more than the file has, as of trailing lines
			return
		}
		t.Keep(end-len(text), end)
		if newline {
			t.Put("\n", end, min(end+1, len(f.Text)))
		}
		rest = after
	}
}

// An aligner walks through a value and its source side by side.
type aligner struct {
	t     *splice.Text
	src   string
	off   int
	quote byte
}

func (a *aligner) align(value string) {
	for value != "" {
		off := a.off
		n := a.step(value)
		if n == 0 && a.off == off {
			a.t.Put(value, off, off) // the two have parted; places stay near
			return
		}
		value = value[n:]
	}
}

// step takes some bytes of the value, or of the source alone, and returns how
// many of the value. It takes nothing of either where they differ.
func (a *aligner) step(value string) int {
	if a.off >= len(a.src) {
		return 0
	}
	c := a.src[a.off]
	switch {
	case a.quote == '"' && c == '\\':
		return a.escape(value)
	case a.quote == '\'' && strings.HasPrefix(a.src[a.off:], "''") && value[0] == '\'':
		a.t.Put("'", a.off, a.off+2)
		a.off += 2
		return 1
	case isSpace(value[0]) && isSpace(c):
		return a.spaces(value)
	case value[0] == c:
		n := 1
		for n < len(value) && a.off+n < len(a.src) && value[n] == a.src[a.off+n] && !isSpace(value[n]) && value[n] != '\\' && value[n] != '\'' {
			n++
		}
		a.t.Keep(a.off, a.off+n)
		a.off += n
		return n
	case isSpace(c): // indentation
		for a.off < len(a.src) && isSpace(a.src[a.off]) {
			a.off++
		}
	}
	return 0
}

// spaces takes a run of white space, which folding may have changed.
func (a *aligner) spaces(value string) int {
	n, end := 0, a.off
	for n < len(value) && isSpace(value[n]) {
		n++
	}
	for end < len(a.src) && isSpace(a.src[end]) {
		end++
	}
	if strings.HasPrefix(a.src[a.off:end], value[:n]) && end-a.off == n {
		a.t.Keep(a.off, end)
	} else {
		a.t.Put(value[:n], a.off, end)
	}
	a.off = end
	return n
}

// escape takes what a backslash in double quotes stands for.
func (a *aligner) escape(value string) int {
	rest := a.src[a.off:]
	if len(rest) < 2 {
		return 0
	}
	width, taken := 2, 1
	switch rest[1] {
	case '\n', '\r': // an escaped line break and the blanks behind it leave nothing
		for width < len(rest) && isSpace(rest[width]) {
			width++
		}
		a.off += width
		return 0
	case 'x':
		width = 4
	case 'u':
		width = 6
	case 'U':
		width = 10
	}
	if value[0] >= utf8.RuneSelf {
		_, taken = utf8.DecodeRuneInString(value)
	}
	width = min(width, len(rest))
	a.t.Put(value[:taken], a.off, a.off+width)
	a.off += width
	return taken
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
