package ignores

import (
	"go/ast"
	"go/token"
	"os"
	"path"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Form is the spelling of an ignore comment.
type Form int

// The forms that are honoured.
const (
	Siglint Form = iota // siglint:ignore NAME[,NAME] reason
	Nolint              // nolint, nolint:siglint, nolint:all, as golangci-lint reads them
	Lint                // lint:ignore siglint/NAME reason, as staticcheck reads it
)

// A Comment asks that findings of some checks be passed over.
type Comment struct {
	Pos, End token.Pos
	Form     Form
	Names    []string // as written; patterns for Lint, empty for Nolint
	Reason   string
	from, to int // the lines it covers
}

// covers reports whether the comment is about the check, at the line.
func (c *Comment) covers(check string, line int) bool {
	if line < c.from || line > c.to {
		return false
	}
	for _, name := range c.Names {
		if ok, err := path.Match(name, check); ok && err == nil {
			return true
		}
	}
	return c.Form == Nolint
}

// Parse reads one comment, markers included; nil if it ignores nothing.
func Parse(text string) *Comment {
	text = strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(text, "//"), "#"))
	verb, rest, _ := strings.Cut(text, " ")
	switch {
	case verb == "siglint:ignore":
		names, reason := cut(rest)
		return &Comment{Form: Siglint, Names: split(names), Reason: reason}
	case verb == "lint:ignore":
		names, reason := cut(rest)
		var ours []string
		for _, name := range split(names) {
			if name, ok := strings.CutPrefix(name, "siglint/"); ok {
				ours = append(ours, name)
			}
		}
		if len(ours) == 0 {
			return nil // another tool's checks
		}
		return &Comment{Form: Lint, Names: ours, Reason: reason}
	case verb == "nolint":
		return &Comment{Form: Nolint, Reason: rest}
	case strings.HasPrefix(verb, "nolint:"):
		for _, name := range split(strings.TrimPrefix(verb, "nolint:")) {
			if name == "siglint" || name == "all" {
				return &Comment{Form: Nolint, Reason: rest}
			}
		}
	}
	return nil
}

// cut divides what follows the verb into names and reason.
func cut(rest string) (names, reason string) {
	names, reason, _ = strings.Cut(strings.TrimSpace(rest), " ")
	if strings.HasPrefix(names, "//") {
		return "", "" // what follows explains the missing name
	}
	return names, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(reason), "//"))
}

func split(names string) []string {
	return strings.FieldsFunc(names, func(r rune) bool { return r == ',' })
}

// File yields the ignore comments of a Go file. A comment with a line of its
// own covers the line below its group; one behind code covers that line.
func File(pass *analysis.Pass, f *ast.File) []*Comment {
	var found []*Comment
	var behind func(*token.File, token.Pos) bool
	for _, group := range f.Comments {
		for _, text := range group.List {
			c := Parse(text.Text)
			if c == nil || strings.HasPrefix(text.Text, "/*") {
				continue
			}
			if behind == nil {
				behind = behindCode(pass, f)
			}
			file := pass.Fset.File(text.Pos())
			c.Pos, c.End = text.Pos(), text.End()
			c.from = file.PositionFor(c.Pos, false).Line
			c.to = c.from
			if !behind(file, text.Pos()) {
				c.to = file.PositionFor(group.End(), false).Line + 1
			}
			found = append(found, c)
		}
	}
	return found
}

// behindCode returns a function that tells whether something other than
// space stands before a position on its line.
func behindCode(pass *analysis.Pass, f *ast.File) func(*token.File, token.Pos) bool {
	src, err := read(pass, pass.Fset.File(f.FileStart).Name())
	return func(file *token.File, pos token.Pos) bool {
		if err != nil || len(src) < file.Offset(pos) {
			return false // not to be read: as if alone
		}
		before := src[:file.Offset(pos)]
		line := before[strings.LastIndexByte(string(before), '\n')+1:]
		return strings.TrimSpace(string(line)) != ""
	}
}

// InLine finds the ignore comment of a line and where in it the comment
// begins, by the mark that begins one; nil if there is none.
func InLine(line, mark string) (c *Comment, at int) {
	if !strings.Contains(line, "ignore") && !strings.Contains(line, "nolint") {
		return nil, 0
	}
	for {
		i := strings.Index(line[at:], mark)
		if i < 0 {
			return nil, 0
		}
		at += i
		if c := Parse(line[at:]); c != nil {
			return c, at
		}
		at += len(mark)
	}
}

// read returns a file as the driver has it, which need not be as it is stored.
func read(pass *analysis.Pass, name string) ([]byte, error) {
	if pass.ReadFile == nil {
		return os.ReadFile(name) // a driver from before there was ReadFile
	}
	return pass.ReadFile(name)
}
