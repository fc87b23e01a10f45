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
	start := bytes.LastIndexByte(content[:from], '\n') + 1
	end := len(content)
	if n := bytes.IndexByte(content[to:], '\n'); n >= 0 {
		end = to + n
	}
	return len(bytes.TrimSpace(content[start:from])) == 0 && len(bytes.TrimSpace(content[to:end])) == 0
}

// block matches the keys under which a manifest sends signals.
var block = regexp.MustCompile(`^( *)(?:- )?(?:lifecycle|preStop|stop_signal|stopSignal):`)

// fallback reads a template that is no YAML: each hook by itself, with the
// other lines left blank so that every place stays what it was.
func (r *yamlReader) fallback(content string, read []*yaml.Node) {
	done := 0
	for _, doc := range read {
		done = max(done, lastLine(doc, 0))
	}
	lines := strings.Split(content, "\n")
	for n := done; n < len(lines); n++ {
		m := block.FindStringSubmatch(lines[n])
		if m == nil {
			continue
		}
		end := n + 1
		for end < len(lines) && (strings.TrimSpace(lines[end]) == "" || indent(lines[end]) > indent(lines[n])) {
			end++
		}
		r.hookAlone(lines, n, end)
		n = end - 1
	}
}

// hookAlone reads the lines from n to end as a document.
func (r *yamlReader) hookAlone(lines []string, n, end int) {
	text := strings.Repeat("\n", n) + strings.Join(lines[n:end], "\n") + "\n"
	f, problem := yamltext.Parse(r.file.File, []byte(text))
	if problem != nil || len(f.Docs) != 1 {
		return
	}
	part := &yamlReader{reader: &reader{src: f.Source, template: true}, file: f, seen: make(map[*yaml.Node]bool)}
	doc := f.Docs[0]
	if items := yamltext.Items(doc); len(items) == 1 {
		doc = items[0]
	}
	c := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "lifecycle"}, doc}}
	if yamltext.Get(doc, "lifecycle") != nil {
		c = doc
	}
	part.container(c)
	r.sends = append(r.sends, part.sends...)
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
