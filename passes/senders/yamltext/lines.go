package yamltext

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// bom is the mark at the start of a file that the YAML library does not count.
const bom = "\ufeff"

// breaks are what ends lines in YAML and nowhere else.
const breaks = "\r\u0085\u2028\u2029"

// Places returns a function that turns a place as the YAML library counts into
// one with lines that end in a newline, and columns in characters.
func Places(text string) func(line, column int) (int, int) {
	marked := strings.HasPrefix(text, bom)
	if !marked && !strings.ContainsAny(strings.ReplaceAll(text, "\r\n", "\n"), breaks) {
		return func(line, column int) (int, int) { return line, column }
	}
	lines, columns := []int{1}, []int{0} // what is to be added to the column of each line of YAML
	if marked {
		columns[0] = 1
		text = text[len(bom):]
	}
	line, column := 1, columns[0]
	for text != "" {
		c, size := utf8.DecodeRuneInString(text)
		column++
		switch {
		case strings.HasPrefix(text, "\r\n"):
			size = 2
			fallthrough
		case c == '\n':
			line, column = line+1, 0
			fallthrough
		case strings.ContainsRune(breaks, c):
			lines, columns = append(lines, line), append(columns, column)
		}
		text = text[size:]
	}
	return func(line, column int) (int, int) {
		n := min(max(line, 1), len(lines)) - 1
		return lines[n], columns[n] + column
	}
}

// settle gives the nodes of a tree such places.
func settle(n *yaml.Node, place func(line, column int) (int, int)) {
	n.Line, n.Column = place(n.Line, n.Column)
	for _, c := range n.Content {
		settle(c, place)
	}
}
