package shell

import "strings"

// template is what a hole in a template is shown as.
const template = "{{...}}"

// Blank returns the text of a template with its holes taken out, byte for byte of
// the same length, so that it can be read as shell. What stands for a word, such
// as {{ .Name }} or <%= name %>, is a word that is not known; statements, such as
// {% if x %}, {{ end }} and <% end %>, become blanks.
func Blank(text string) string {
	b := []byte(text)
	for i := 0; i+1 < len(b); i++ {
		from := i
		var open, shut string
		switch {
		case strings.HasPrefix(text[i:], "${{"):
			open, shut = "${{", "}}"
		case strings.HasPrefix(text[i:], "{{"):
			open, shut = "{{", "}}"
		case strings.HasPrefix(text[i:], "{%"):
			open, shut = "{%", "%}"
		case strings.HasPrefix(text[i:], "{#") && (i == 0 || text[i-1] != '$'):
			open, shut = "{#", "#}"
		case strings.HasPrefix(text[i:], "<%"):
			open, shut = "<%", "%>"
		default:
			continue
		}
		n := strings.Index(text[i+len(open):], shut)
		if n < 0 {
			continue
		}
		inner := text[i+len(open) : i+len(open)+n]
		to := i + len(open) + n + len(shut)
		fill := byte(' ')
		if open == "${{" || open == "{{" && !statement(inner) || open == "<%" && strings.HasPrefix(inner, "=") {
			fill = blanked
		}
		for k := from; k < to; k++ {
			if b[k] != '\n' {
				b[k] = fill
			}
		}
		i = to - 1
	}
	return string(b)
}

// statement reports whether a hole of a Go template makes no text.
func statement(inner string) bool {
	inner = strings.TrimSpace(strings.Trim(inner, "-~"))
	word, _, _ := strings.Cut(inner, " ")
	switch word {
	case "if", "else", "end", "range", "with", "define", "block", "template", "include", "break", "continue":
		return word != "include" && word != "template"
	}
	return strings.HasPrefix(inner, "/*") || strings.HasPrefix(inner, "#") || strings.HasPrefix(inner, "/") || strings.Contains(word, ":=") || strings.HasPrefix(inner, "$") && strings.Contains(inner, ":=")
}
