package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/siglint/siglint/analyzers"
)

const docs = "../../docs"

// pages are the files with text for people.
func pages(t *testing.T) []string {
	t.Helper()
	pages := []string{readme}
	for _, pattern := range []string{"*.md", "*/*.md"} {
		found, err := filepath.Glob(filepath.Join(docs, pattern))
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, found...)
	}
	return pages
}

var (
	link   = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	blocks = regexp.MustCompile("(?s)```([a-z]*)\n(.*?)```")
)

// Every link between pages leads to a file.
func TestLinks(t *testing.T) {
	for _, page := range pages(t) {
		text := blocks.ReplaceAllString(read(t, page), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}

// The index names every page.
func TestIndex(t *testing.T) {
	index := read(t, filepath.Join(docs, "README.md"))
	for _, page := range pages(t) {
		if base := filepath.Base(page); filepath.Dir(page) == docs && base != "README.md" && !strings.Contains(index, "]("+base+")") {
			t.Errorf("docs/README.md does not name %s", base)
		}
	}
}

// The YAML that ci.md and golangci.md show is that of the examples, which parse.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(docs, "examples", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	var all strings.Builder
	for _, file := range files {
		text := read(t, file)
		var tree any
		if err := yaml.Unmarshal([]byte(text), &tree); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		all.WriteString(text)
	}
	for _, page := range []string{"ci.md", "golangci.md"} {
		for _, m := range blocks.FindAllStringSubmatch(read(t, filepath.Join(docs, page)), -1) {
			if m[1] == "yaml" && !strings.Contains(all.String(), m[2]) {
				t.Errorf("%s: in no file of docs/examples:\n%s", page, m[2])
			}
		}
	}
}

// The changelog speaks of every check.
func TestChangelog(t *testing.T) {
	text := read(t, filepath.Join(docs, "CHANGELOG.md"))
	for _, a := range analyzers.All {
		if !strings.Contains(text, "**"+a.Name+"**") {
			t.Errorf("docs/CHANGELOG.md does not name %s", a.Name)
		}
	}
}
