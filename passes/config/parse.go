package config

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/siglint/siglint/passes/senders/yamltext"
)

// Parse reads the text of a file. What could be understood is returned also
// where there is an error, which is then of type Errors.
func Parse(file string, src []byte) (*Config, error) {
	c := &Config{File: file, Root: filepath.Dir(file)}
	if !utf8.Valid(src) {
		return c, Errors{{file, Position{1, 1}, "not a text in UTF-8"}}
	}
	p := &parser{file: file, place: yamltext.Places(string(src))}
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return c, p.syntaxErrors(err, 1+bytes.Count(src, []byte("\n")))
	}
	if len(doc.Content) == 0 {
		return c, nil // empty, or comments only
	}
	p.top(doc.Content[0], c)
	return c, p.errs.orNil()
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)

// syntaxErrors gives the errors of the YAML library the form of our own. It
// counts a line too many where the file ends too early.
func (p *parser) syntaxErrors(err error, lines int) Errors {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[2]
	}
	line, column := p.place(line, 1)
	if line > lines {
		line, column = lines, 1
	}
	return Errors{{p.file, Position{line, column}, strings.ReplaceAll(text, "\n", " ")}}
}

type parser struct {
	file  string
	place func(line, column int) (int, int) // of what the YAML library counts
	errs  Errors
}

func (p *parser) errorf(n *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, &Error{p.file, p.at(n), fmt.Sprintf(format, args...)})
}

func (p *parser) at(n *yaml.Node) Position {
	line, column := p.place(n.Line, n.Column)
	return Position{line, column}
}

func (p *parser) top(n *yaml.Node, c *Config) {
	p.mapping(n, "the file", map[string]func(key, value *yaml.Node){
		"programs":  func(_, v *yaml.Node) { c.Programs = p.programs(v) },
		"senders":   func(_, v *yaml.Node) { c.Senders = p.inside(v, c.Root, p.globs(v, "senders")) },
		"contracts": func(_, v *yaml.Node) { c.Contracts = p.inside(v, c.Root, p.texts(v, "contracts")) },
		"checks":    func(_, v *yaml.Node) { c.Checks = p.checks(v) },
		"exclude":   func(_, v *yaml.Node) { c.Exclude = p.globs(v, "exclude") },
	})
}

// mapping walks the keys of a mapping, each of which must be a known one and
// stand once. A nil value of known stands for any other key.
func (p *parser) mapping(n *yaml.Node, what string, known map[string]func(key, value *yaml.Node)) {
	p.pairs(n, what, func(key, value *yaml.Node) {
		if f, ok := known[key.Value]; ok {
			f(key, value)
		} else {
			p.errorf(key, "%s", unknown("key", key.Value, sortedKeys(known)))
		}
	})
}

// pairs calls f for each key and value of a mapping.
func (p *parser) pairs(n *yaml.Node, what string, f func(key, value *yaml.Node)) {
	n = resolve(n)
	if isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		p.errorf(n, "%s takes keys and values, not %s", what, describe(n))
		return
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], resolve(n.Content[i+1])
		switch {
		case key.Kind != yaml.ScalarNode || key.Tag == "!!merge":
			p.errorf(key, "a key must be a plain word")
		case seen[key.Value]:
			p.errorf(key, "%q stands twice", key.Value)
		default:
			seen[key.Value] = true
			f(key, value)
		}
	}
}

func (p *parser) programs(n *yaml.Node) []Program {
	var list []Program
	for _, item := range p.items(n, "programs") {
		prog := Program{Pos: p.at(item)}
		p.mapping(item, "a program", map[string]func(key, value *yaml.Node){
			"package":  func(_, v *yaml.Node) { prog.Package = p.text(v, "package") },
			"names":    func(_, v *yaml.Node) { prog.Names = p.texts(v, "names") },
			"pidfiles": func(_, v *yaml.Node) { prog.Pidfiles = p.texts(v, "pidfiles") },
			"units":    func(_, v *yaml.Node) { prog.Units = p.texts(v, "units") },
		})
		if prog.Package == "" && item.Kind == yaml.MappingNode {
			p.errorf(item, "a program must have a package")
		}
		list = append(list, prog)
	}
	return list
}

func (p *parser) checks(n *yaml.Node) map[string]Check {
	checks := make(map[string]Check)
	p.pairs(n, "checks", func(key, value *yaml.Node) {
		checks[key.Value] = p.check(key, value)
	})
	return checks
}

// check reads what stands for one check: on, off, or a mapping of settings.
func (p *parser) check(key, n *yaml.Node) Check {
	c := Check{Pos: p.at(key), Settings: make(map[string]string), at: make(map[string]Position)}
	if n.Kind == yaml.ScalarNode {
		c.On = p.onOff(n, key.Value)
		return c
	}
	p.pairs(n, key.Value, func(k, v *yaml.Node) {
		switch k.Value {
		case "on":
			c.On = p.onOff(v, "on")
		case "severity":
			c.Severity = p.severity(v)
		default:
			c.Settings[k.Value] = p.setting(v, k.Value)
			c.at[k.Value] = p.at(k)
		}
	})
	return c
}

func (p *parser) onOff(n *yaml.Node, what string) *bool {
	on := true
	switch strings.ToLower(n.Value) {
	case "on", "true", "yes":
	case "off", "false", "no":
		on = false
	default:
		p.errorf(n, "%s takes on or off, not %s", what, describe(n))
		return nil
	}
	return &on
}

func (p *parser) severity(n *yaml.Node) string {
	levels := []string{"error", "note", "warning"}
	if n.Kind == yaml.ScalarNode && slices.Contains(levels, n.Value) {
		return n.Value
	}
	p.errorf(n, "severity takes error, warning or note, not %s", describe(n))
	return ""
}

// setting returns a value as the analyzer's flag takes it; a list is joined by commas.
func (p *parser) setting(n *yaml.Node, what string) string {
	if n.Kind == yaml.SequenceNode {
		return strings.Join(p.texts(n, what), ",")
	}
	return p.text(n, what)
}

// items returns the elements of a list; one value alone counts as a list of it.
func (p *parser) items(n *yaml.Node, what string) []*yaml.Node {
	switch {
	case isNull(n):
		return nil
	case n.Kind == yaml.SequenceNode:
		items := make([]*yaml.Node, len(n.Content))
		for i, item := range n.Content {
			items[i] = resolve(item)
		}
		return items
	}
	p.errorf(n, "%s takes a list, not %s", what, describe(n))
	return nil
}

func (p *parser) texts(n *yaml.Node, what string) []string {
	var list []string
	for _, item := range p.items(n, what) {
		if text := p.text(item, what); text != "" {
			list = append(list, text)
		}
	}
	return list
}

// globs returns patterns, each of which must be well formed.
func (p *parser) globs(n *yaml.Node, what string) []string {
	var list []string
	for _, item := range p.items(n, what) {
		text := p.text(item, what)
		if _, err := filepath.Match(text, ""); err != nil {
			p.errorf(item, "%q is not a pattern: a bracket or backslash is not closed", text)
		} else if text != "" {
			list = append(list, text)
		}
	}
	return list
}

// inside returns those of the paths that stay in the repository, or in the
// folder of the file where there is none. A file that anybody may have written
// does not make others be read; a flag may name them.
func (p *parser) inside(n *yaml.Node, root string, paths []string) []string {
	top := repository(root)
	return slices.DeleteFunc(paths, func(path string) bool {
		full := filepath.FromSlash(path)
		if !filepath.IsAbs(full) {
			full = filepath.Join(root, full)
		}
		if within(top, full) {
			return false
		}
		for _, item := range n.Content {
			if resolve(item).Value == path {
				n = item
				break
			}
		}
		p.errorf(n, "%q leads out of the repository; only a flag may name it", path)
		return true
	})
}

// repository returns the top of the repository that dir lies in, or dir.
func repository(dir string) string {
	for top := dir; ; top = filepath.Dir(top) {
		if isRoot(top) {
			return top
		}
		if filepath.Dir(top) == top {
			return dir
		}
	}
}

// within reports whether a path lies below top, its links followed.
func within(top, path string) bool {
	if rel, err := filepath.Rel(top, path); err != nil || !filepath.IsLocal(rel) {
		return false
	}
	realPath, err := filepath.EvalSymlinks(path)
	if err != nil {
		return true // a pattern, or not there
	}
	realTop, err := filepath.EvalSymlinks(top)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(realTop, realPath)
	return err == nil && filepath.IsLocal(rel)
}

func (p *parser) text(n *yaml.Node, what string) string {
	if n.Kind != yaml.ScalarNode || n.Value == "" {
		p.errorf(n, "%s takes text, not %s", what, describe(n))
		return ""
	}
	return n.Value
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// resolve follows an alias to what it stands for.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "keys and values"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(n) || n.Value == "":
		return "nothing"
	}
	return strconv.Quote(n.Value)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// unknown is the one sentence for every misspelt word.
func unknown(kind, word string, known []string) string {
	text := fmt.Sprintf("unknown %s %q", kind, word)
	if near := Nearest(word, known); near != "" {
		return text + "; did you mean " + near + "?"
	}
	return text
}

// Nearest returns the word of a list that a misspelt one was likely meant to
// be, and "" where none is near.
func Nearest(word string, words []string) string {
	best, distance := "", len(word)/3+1
	for _, w := range words {
		if d := edits(word, w); d <= distance && (best == "" || d < distance) {
			best, distance = w, d
		}
	}
	return best
}

// edits counts the insertions, deletions, substitutions and exchanges of
// neighbours between two words.
func edits(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64 // no misspelling
	}
	var d [66][66]int
	for i := range len(a) + 1 {
		for j := range len(b) + 1 {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + min(d[i-1][j], d[i][j-1], d[i-1][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// AsErrors returns the mistakes that err holds, if it holds any.
func AsErrors(err error) Errors {
	var errs Errors
	errors.As(err, &errs)
	return errs
}
