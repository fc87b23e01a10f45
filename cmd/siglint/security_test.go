package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What docs/security.md names as holding a promise exists.
func TestPromises(t *testing.T) {
	page, err := os.ReadFile("../../docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	declared := regexp.MustCompile(`(?m)^func (Test\w+|Fuzz\w+|Bounded)\(`)
	err = filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || e.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		for _, m := range declared.FindAllSubmatch(src, -1) {
			known[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	table, _, _ := strings.Cut(string(page), "## Bounds")
	rows := 0
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| promise") {
			continue
		}
		rows++
		_, held, _ := strings.Cut(strings.TrimPrefix(line, "| "), "|")
		names := regexp.MustCompile("`(?:[a-z]+\\.)?((?:Test|Fuzz|Bounded)\\w*)`").FindAllStringSubmatch(held, -1)
		if len(names) == 0 && !strings.Contains(held, "every hostile repository") {
			t.Errorf("no test holds: %s", line)
		}
		for _, m := range names {
			if !known[m[1]] && m[1] != "Fuzz" {
				t.Errorf("there is no %s", m[1])
			}
		}
	}
	if rows < 15 {
		t.Errorf("%d promises", rows)
	}
}
