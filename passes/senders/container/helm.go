package container

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/siglint/siglint/passes/senders/yamltext"
	"go.yaml.in/yaml/v3"
)

// action matches what a Go template puts in.
var action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

// control matches an action that puts in nothing itself, or more than a word.
var control = regexp.MustCompile(`^\{\{-?\s*(?:if|else|end|range|with|define|block|template|include|toYaml|tpl|/\*|\$\w+\s*:?=)`)

// mask replaces the actions of a template by as many letters, or by blanks
// where one stands alone on its line or does not put in a word.
func mask(content []byte) []byte {
	out := bytes.Clone(content)
	for _, at := range action.FindAllIndex(content, -1) {
		filler := byte('X')
		if control.Match(content[at[0]:at[1]]) || alone(content, at[0], at[1]) {
			filler = ' '
		}
		for i := at[0]; i < at[1]; i++ {
			if out[i] != '\n' {
				out[i] = filler
			}
		}
	}
	return out
}

// alone reports whether nothing else stands on the line or lines.
func alone(content []byte, from, to int) bool {
	for from > 0 && (content[from-1] == ' ' || content[from-1] == '\t') {
		from--
	}
	for to < len(content) && (content[to] == ' ' || content[to] == '\t' || content[to] == '\r') {
		to++
	}
	return (from == 0 || content[from-1] == '\n') && (to == len(content) || content[to] == '\n')
}

// block matches the keys under which a manifest sends signals.
var block = regexp.MustCompile(`^( *)(?:- )?(?:lifecycle|preStop|stopSignal):`)

// fallback reads a template that is no YAML: each hook by itself.
func (r *yamlReader) fallback(read []*yaml.Node) {
	done := 0
	for _, doc := range read {
		done = max(done, lastLine(doc, 0))
	}
	line := func(n int) string {
		start, end := r.src.Line(n)
		return r.src.Text[start:end]
	}
	for n := done; n < r.src.Lines(); n++ {
		if !block.MatchString(line(n)) {
			continue
		}
		end := n + 1
		for end < r.src.Lines() && (strings.TrimSpace(line(end)) == "" || indent(line(end)) > indent(line(n))) {
			end++
		}
		r.hookAlone(r.file.Part(n, end))
		n = end - 1
	}
}

// hookAlone reads a piece of a container, or of its lifecycle.
func (r *yamlReader) hookAlone(doc *yaml.Node) {
	if items := yamltext.Items(doc); len(items) == 1 {
		doc = items[0]
	}
	switch {
	case doc == nil:
	case yamltext.Get(doc, "lifecycle") != nil:
		r.container(doc)
	default:
		key := &yaml.Node{Kind: yaml.ScalarNode, Value: "lifecycle"}
		r.container(&yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{key, doc}})
	}
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// lastLine returns the last line on which a node of the document starts.
func lastLine(n *yaml.Node, depth int) int {
	last := n.Line
	if depth < maxNesting {
		for _, c := range n.Content {
			last = max(last, lastLine(c, depth+1))
		}
	}
	return last
}
