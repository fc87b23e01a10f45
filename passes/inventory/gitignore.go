package inventory

import (
	"strings"

	"github.com/siglint/siglint/passes/globs"
)

// A gitignore holds the patterns of one .gitignore file and, through parent,
// of those above it, whose patterns are asked after its own.
type gitignore struct {
	parent *gitignore
	dir    string // folder of the file, relative to the root; "" for the root
	rules  []ignoreRule
}

// An ignoreRule is one line of a .gitignore file.
type ignoreRule struct {
	segments []string // of the pattern; "**" is one
	negated  bool
	dirOnly  bool
}

// parseGitignore reads the patterns that hold below dir.
func parseGitignore(parent *gitignore, dir string, src []byte) *gitignore {
	g := &gitignore{parent: parent, dir: dir}
	for line := range strings.Lines(string(src)) {
		if rule, ok := parseIgnoreRule(strings.TrimRight(line, "\r\n")); ok {
			g.rules = append(g.rules, rule)
		}
	}
	return g
}

func parseIgnoreRule(line string) (ignoreRule, bool) {
	var rule ignoreRule
	if strings.HasPrefix(line, "#") {
		return rule, false
	}
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = strings.TrimSuffix(line, " ")
	}
	if rest, ok := strings.CutPrefix(line, "!"); ok {
		rule.negated, line = true, rest
	}
	if rest, ok := strings.CutSuffix(line, "/"); ok {
		rule.dirOnly, line = true, rest
	}
	if line == "" {
		return rule, false
	}
	if !strings.Contains(line, "/") {
		line = "**/" + line // at any depth
	}
	if strings.HasSuffix(line, "/**") || line == "**" {
		line += "/*" // what is inside, not the folder itself
	}
	rule.segments = strings.Split(strings.TrimPrefix(line, "/"), "/")
	return rule, true
}

// ignores reports whether git passes over the path, of which no folder above is
// ignored. The last pattern that matches, in the nearest file, decides.
func (g *gitignore) ignores(name string, isDir bool) bool {
	for ; g != nil; g = g.parent {
		rel := name
		if g.dir != "" {
			var below bool
			if rel, below = strings.CutPrefix(name, g.dir+"/"); !below {
				continue
			}
		}
		segments := strings.Split(rel, "/")
		for i := len(g.rules) - 1; i >= 0; i-- {
			rule := &g.rules[i]
			if (isDir || !rule.dirOnly) && globs.Match(rule.segments, segments) {
				return !rule.negated
			}
		}
	}
	return false
}
