// Package make reads the recipes of Makefiles.
package make

import (
	"regexp"
	"strings"

	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/senders/shell"
	"github.com/siglint/siglint/passes/senders/splice"
)

// Bounds on hostile input.
const (
	maxFile   = 2 << 20
	maxDepth  = 8       // of variables in variables
	maxSteps  = 10_000  // references followed in one recipe line
	maxRecipe = 1 << 16 // bytes of a recipe line with its variables put in
)

// Read returns what the recipes of a Makefile send.
func Read(file string, content []byte) ([]senders.Send, []senders.Problem) {
	if len(content) > maxFile {
		return nil, splice.TooLarge(file)
	}
	r := read(file, content)
	return r.sends, r.problems
}

// Builds returns the programs that the recipes build under names of their own.
func Builds(file string, content []byte) []shell.Build {
	if len(content) > maxFile {
		return nil
	}
	return read(file, content).builds
}

var (
	assignment = regexp.MustCompile(`^[ ]*(?:export[ \t]+|override[ \t]+)*([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*(\?=|\+=|::?:?=|!=|=)[ \t]*(.*)$`)
	oneShell   = regexp.MustCompile(`(?m)^\.ONESHELL[ \t]*:`)
	rule       = regexp.MustCompile(`^([^\t#:= ][^#:=]*?)[ \t]*::?(?:[^=]|$)`)
)

// A reader goes through the lines in order.
type reader struct {
	src      *splice.Source
	vars     map[string]string // as last set, unexpanded
	target   string            // first target of the rule at hand
	inRule   bool
	oneShell bool         // all lines of a recipe are one shell's
	whole    *splice.Text // the lines so far, where they are
	steps    int          // left for the recipe line at hand
	sends    []senders.Send
	problems []senders.Problem
	builds   []shell.Build
}

func read(file string, content []byte) *reader {
	r := &reader{src: splice.NewSource(file, content), vars: make(map[string]string)}
	r.oneShell = oneShell.Match(content)
	r.collect()
	for n := 0; n < r.src.Lines(); {
		n = r.line(n)
	}
	r.endRecipe()
	return r
}

// collect notes all variables first: a recipe sees what is set below it, too.
// One that is set in two ways is not known.
func (r *reader) collect() {
	mixed := make(map[string]bool)
	for n := range r.src.Lines() {
		start, end := r.src.Line(n)
		m := assignment.FindStringSubmatch(r.src.Text[start:end])
		if m == nil || r.src.Text[start] == '\t' {
			continue
		}
		name, value := m[1], strings.TrimRight(comment(m[3]), " \t")
		old, set := r.vars[name]
		switch {
		case m[2] == "?=" && set:
		case m[2] == "+=" || m[2] == "!=" || strings.HasSuffix(value, `\`) || set && old != value:
			mixed[name] = true
		}
		r.vars[name] = value
	}
	for name := range mixed {
		delete(r.vars, name)
	}
}

// comment cuts a comment off a value.
func comment(s string) string {
	if n := strings.IndexByte(s, '#'); n >= 0 && !strings.HasSuffix(s[:n], `\`) {
		return s[:n]
	}
	return s
}

// line reads line n, with those it goes on to, and returns the next.
func (r *reader) line(n int) int {
	start, end := r.src.Line(n)
	text := r.src.Text[start:end]
	switch {
	case strings.HasPrefix(text, "\t"):
		last := r.continued(n)
		if r.inRule {
			r.recipe(n, last, start+1)
		}
		return last + 1
	case strings.HasPrefix(text, "define ") || text == "define":
		for n++; n < r.src.Lines(); n++ {
			start, end = r.src.Line(n)
			if strings.HasPrefix(r.src.Text[start:end], "endef") {
				break
			}
		}
	case text == "" || text[0] == '#' || text[0] == ' ' || assignment.MatchString(text):
	default:
		last := r.continued(n)
		if m := rule.FindStringSubmatch(text); m != nil {
			r.endRecipe()
			r.target, _, _ = strings.Cut(m[1], " ")
			r.inRule = true
			if semi := strings.IndexByte(text, ';'); semi > len(m[1]) {
				r.recipe(n, last, start+semi+1)
			}
		} else if !conditional(text) {
			r.inRule = false
		}
		return last + 1
	}
	return n + 1
}

// conditional reports whether the line may stand between those of a recipe.
func conditional(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	switch word {
	case "ifeq", "ifneq", "ifdef", "ifndef", "else", "endif":
		return true
	}
	return false
}

// continued returns the last line of a logical one.
func (r *reader) continued(n int) int {
	for ; n+1 < r.src.Lines(); n++ {
		start, end := r.src.Line(n)
		text := r.src.Text[start:end]
		if slashes := len(text) - len(strings.TrimRight(text, `\`)); slashes%2 == 0 {
			break
		}
	}
	return n
}

// recipe reads one logical line of a recipe, which is one shell's.
func (r *reader) recipe(first, last, from int) {
	r.steps = maxSteps
	t := splice.NewText(r.src)
	if r.oneShell {
		if r.whole == nil {
			r.whole = t
		}
		t = r.whole
		t.Put("\n", from, from)
	}
	for n := first; n <= last; n++ {
		start, end := r.src.Line(n)
		if n == first {
			start = from
			for start < end && strings.IndexByte("@-+ \t", r.src.Text[start]) >= 0 {
				start++
			}
		} else if start < end && r.src.Text[start] == '\t' {
			start++
		}
		r.add(t, start, end)
		if n < last {
			t.Put("\n", end, end+1)
		}
	}
	if !r.oneShell {
		r.shell(t)
	}
}

// endRecipe reads the recipe of a rule that is one shell's as a whole.
func (r *reader) endRecipe() {
	if r.whole != nil {
		r.shell(r.whole)
		r.whole = nil
	}
}

// shell reads what make hands to one shell.
func (r *reader) shell(t *splice.Text) {
	s := t.Script(strings.TrimSpace("make "+r.target), senders.IntentOf(r.target))
	found := shell.Read(s)
	for i := range found.Sends {
		found.Sends[i].Target = unnamed(found.Sends[i].Target)
	}
	r.sends = append(r.sends, found.Sends...)
	r.builds = append(r.builds, found.Builds...)
	for _, p := range found.Problems {
		if p.Category != "" { // a syntax error may be make's doing
			r.problems = append(r.problems, p)
		}
	}
}

// unknown stands for what make would put in and this package does not know. It
// keeps the name, for people: unnamed turns it back.
func unknown(name string) string {
	if !identifier.MatchString(name) {
		name = ""
	}
	return "${" + hole + name + "}"
}

const hole = "__make_"

var (
	identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
	holes      = regexp.MustCompile(`\$\{` + hole + `([A-Za-z0-9_]*)\}`)
)

func unnamed(target string) string { return holes.ReplaceAllString(target, "$$($1)") }

// add adds part of a recipe with make's own dollars worked out.
func (r *reader) add(t *splice.Text, from, end int) {
	text := r.src.Text
	for from < end {
		n := strings.IndexByte(text[from:end], '$')
		if n < 0 {
			break
		}
		t.Keep(from, from+n)
		from += n
		width := reference(text[from:end])
		if t.Len() > maxRecipe && !r.oneShell || t.Len() > maxFile {
			return
		}
		t.Put(r.expand(text[from:from+width], 0), from, from+width)
		from += width
	}
	t.Keep(from, end)
}

// reference returns the width of the reference that text starts with.
func reference(text string) int {
	if len(text) < 2 {
		return len(text)
	}
	closing := byte(')')
	switch text[1] {
	case '(':
	case '{':
		closing = '}'
	default:
		return 2
	}
	depth := 0
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case text[1]:
			depth++
		case closing:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

// expand returns what a reference stands for, as shell text.
func (r *reader) expand(ref string, depth int) string {
	switch {
	case ref == "$$":
		return "$"
	case ref == "$@" && r.target != "":
		return r.target
	case len(ref) < 4:
		return unknown("")
	}
	name := ref[2 : len(ref)-1]
	if r.steps--; r.steps < 0 || depth >= maxDepth {
		return unknown(name)
	}
	if command, ok := strings.CutPrefix(name, "shell "); ok {
		return "$(" + r.expandAll(command, depth+1) + ")"
	}
	if value, ok := r.vars[name]; ok {
		return r.expandAll(value, depth+1)
	}
	return unknown(name)
}

func (r *reader) expandAll(text string, depth int) string {
	var b strings.Builder
	for text != "" && b.Len() < maxRecipe {
		n := strings.IndexByte(text, '$')
		if n < 0 {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:n])
		width := reference(text[n:])
		b.WriteString(r.expand(text[n:n+width], depth))
		text = text[n+width:]
	}
	return b.String()
}
