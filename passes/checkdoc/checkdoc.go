// Package checkdoc takes the help text of a check from its doc.go, and knows
// the address of its page.
package checkdoc

import (
	"fmt"
	"go/parser"
	"go/token"
	"strings"
)

// URL is the address of a check's page; a finding's category is a heading on it.
func URL(name string) string {
	return "https://github.com/siglint/siglint/blob/main/docs/checks/" + name + ".md"
}

// MustExtract returns the help text of the named check from the source of
// its doc.go, which is part of the program: a mistake in it is ours.
func MustExtract(src, name string) string {
	doc, err := Extract(src, name)
	if err != nil {
		panic(err)
	}
	return doc
}

// Extract returns the text below the heading "# Analyzer NAME" of a package
// comment, without the name that begins its first line.
func Extract(src, name string) (string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		return "", fmt.Errorf("read doc.go of %s: %w", name, err)
	}
	if f.Doc == nil {
		return "", fmt.Errorf("doc.go of %s has no package comment", name)
	}
	_, text, ok := strings.Cut(f.Doc.Text(), "# Analyzer "+name+"\n")
	if !ok {
		return "", fmt.Errorf("doc.go of %s has no heading %q", name, "# Analyzer "+name)
	}
	text, _, _ = strings.Cut(text, "\n# ") // up to the next heading
	summary, ok := strings.CutPrefix(strings.TrimSpace(text), name+": ")
	if !ok {
		return "", fmt.Errorf("doc.go of %s does not go on with %q", name, name+": ")
	}
	return summary, nil
}
