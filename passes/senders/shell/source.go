package shell

import (
	"errors"
	"fmt"
	"io"
	"path"
	"runtime"
	"sort"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"mvdan.cc/sh/v3/syntax"
)

// A source is a piece of shell text: the script itself, or a string that it
// hands to another shell.
type source struct {
	text   string
	place  []int // where byte i stands in the script; nil for the script itself
	stmts  []*syntax.Stmt
	funcs  map[string][]*syntax.FuncDecl
	parent *source // whose functions it may call
	traps  []value // texts of trap, to be evaluated at the end
}

// at returns the offset in the script of byte i of the source.
func (s *source) at(i int) int {
	switch {
	case s.place == nil:
		return min(i, len(s.text))
	case len(s.place) == 0:
		return 0
	case i >= len(s.place):
		return s.place[len(s.place)-1] + 1
	}
	return s.place[i]
}

// end returns the offset in the script behind byte i-1 of the source.
func (s *source) end(i int) int {
	if s.place == nil || i <= 0 {
		return s.at(i)
	}
	return s.at(i-1) + 1
}

// raw returns the text of a node.
func (s *source) raw(n syntax.Node) string {
	from, to := int(n.Pos().Offset()), int(n.End().Offset())
	if from > to || to > len(s.text) {
		return ""
	}
	return s.text[from:to]
}

// lookup returns the bodies that a function of that name may have.
func (s *source) lookup(name string) ([]*syntax.FuncDecl, *source) {
	for ; s != nil; s = s.parent {
		if f := s.funcs[name]; f != nil {
			return f, s
		}
	}
	return nil, nil
}

// parse fills in the statements, those before a syntax error if there is one.
func (s *source) parse(langs ...syntax.LangVariant) error {
	var first error
	for _, lang := range langs {
		stmts, text, err := parseOpen(s.text, lang)
		if err == nil {
			s.stmts, s.text, first = stmts, text, nil
			break
		}
		if first == nil || len(stmts) > len(s.stmts) {
			s.stmts, first = stmts, err
		}
		if errors.Is(err, errDeep) {
			break
		}
	}
	s.funcs = make(map[string][]*syntax.FuncDecl)
	for _, stmt := range s.stmts {
		syntax.Walk(stmt, func(n syntax.Node) bool {
			if f, ok := n.(*syntax.FuncDecl); ok && f.Name != nil {
				s.funcs[f.Name.Value] = append(s.funcs[f.Name.Value], f)
			}
			return true
		})
	}
	return first
}

// parseOpen also takes a here-document that the end of the text ends, as shells do.
// It returns the text with the words that end it.
func parseOpen(text string, lang syntax.LangVariant) ([]*syntax.Stmt, string, error) {
	stmts, err := parse(text, lang)
	for range 3 {
		var pe syntax.ParseError
		if !errors.As(err, &pe) {
			break
		}
		word, ok := strings.CutPrefix(pe.Text, "unclosed here-document `")
		if !ok {
			break
		}
		text += "\n" + strings.TrimSuffix(word, "`") + "\n"
		stmts, err = parse(text, lang)
	}
	return stmts, text, err
}

func parse(text string, lang syntax.LangVariant) (stmts []*syntax.Stmt, err error) {
	p := syntax.NewParser(syntax.Variant(lang))
	r := &shallow{r: strings.NewReader(text)}
	for stmt, next := range p.StmtsSeq(r) { // to its end: it panics if left after some errors
		switch {
		case err != nil:
		case next != nil:
			err = next
		default:
			stmts = append(stmts, stmt)
		}
	}
	return stmts, err
}

var errDeep = errors.New("nested too deeply")

// shallow reads for the parser, which recurses and knows no bound: a stack
// overflow cannot be recovered from. The parser reads a kilobyte at a time from
// where it stands, so its depth is seen here before it can grow much further.
type shallow struct{ r io.Reader }

const maxFrames = 8000 // of the parser; its dearest frames hold about a kilobyte

func (s *shallow) Read(b []byte) (int, error) {
	var pc [1]uintptr
	if runtime.Callers(maxFrames, pc[:]) > 0 {
		return 0, errDeep
	}
	return s.r.Read(b[:min(len(b), 1024)])
}

// languages returns the shells to try, the likeliest first.
func languages(text string) []syntax.LangVariant {
	line, _, _ := strings.Cut(text, "\n")
	if strings.HasPrefix(line, "#!") {
		for _, word := range strings.Fields(line[2:]) {
			switch path.Base(word) {
			case "bash", "rbash", "zsh":
				return []syntax.LangVariant{syntax.LangBash, syntax.LangPOSIX, syntax.LangMirBSDKorn}
			case "ksh", "mksh", "ksh93", "pdksh":
				return []syntax.LangVariant{syntax.LangMirBSDKorn, syntax.LangBash, syntax.LangPOSIX}
			}
		}
	}
	return []syntax.LangVariant{syntax.LangPOSIX, syntax.LangBash, syntax.LangMirBSDKorn}
}

// foreign reports whether the first line names an interpreter that is no shell.
func foreign(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	if !strings.HasPrefix(line, "#!") {
		return false
	}
	for _, word := range strings.Fields(line[2:]) {
		base := strings.TrimRight(path.Base(word), "0123456789.")
		switch base {
		case "perl", "python", "ruby", "awk", "gawk", "php", "node", "tclsh", "wish", "expect", "lua", "Rscript", "fish", "csh", "tcsh", "pwsh", "make", "osascript":
			return true
		}
	}
	return false
}

// locate returns the place in the file of an offset in the script.
func (in *interp) locate(off int) senders.Position {
	off = max(0, min(off, len(in.s.Text)))
	if in.s.At != nil {
		return in.s.At(off)
	}
	start := in.s.Start
	if start.Line == 0 {
		start = senders.Position{Line: 1, Column: 1}
	}
	n := sort.SearchInts(in.lines, off+1) - 1 // the line that off is in
	if n == 0 {
		return senders.Position{Line: start.Line, Column: start.Column + off}
	}
	return senders.Position{Line: start.Line + n, Column: off - in.lines[n] + 1}
}

// between returns the places in the file between which bytes of the script stand.
func (in *interp) between(from, to int) (pos, end senders.Position) {
	pos = in.locate(from)
	switch to = min(to, len(in.s.Text)); {
	case to <= from:
		return pos, pos
	case in.s.EndAt != nil:
		return pos, in.s.EndAt(to)
	}
	return pos, in.locate(to)
}

// lineStarts returns the offset of each line.
func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func (in *interp) problem(from, to int, category, severity, format string, args ...any) {
	pos, end := in.between(from, to)
	p := senders.Problem{
		File: in.s.File, Pos: pos, End: end,
		Category: category, Severity: severity, Message: fmt.Sprintf(format, args...),
	}
	for _, q := range in.problems {
		if q == p {
			return
		}
	}
	if len(in.problems) < 100 {
		in.problems = append(in.problems, p)
	}
}

// bound reports the first bound that the text goes beyond.
func (in *interp) bound(off int, format string, args ...any) {
	if !in.bounded {
		in.bounded = true
		in.problem(off, off, "", "error", format, args...)
	}
}

// syntaxError reports where the script cannot be parsed.
func (in *interp) syntaxError(err error) {
	if errors.Is(err, errDeep) {
		in.bound(0, "the shell text is nested too deeply to be read")
		return
	}
	var pos syntax.Pos
	text := err.Error()
	var pe syntax.ParseError
	var le syntax.LangError
	switch {
	case errors.As(err, &pe):
		pos, text = pe.Pos, pe.Text
	case errors.As(err, &le):
		pos, text = le.Pos, fmt.Sprintf("%s is not understood by this shell", le.Feature)
	}
	off := int(pos.Offset())
	in.problem(off, off, "", "warning", "shell syntax: %s", strings.TrimSuffix(text, "."))
}
