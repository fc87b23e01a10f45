package analyzers_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/passes/checkdoc"
)

var update = flag.Bool("update", false, "write the output of the examples into the pages")

// verbs begin the summary of a check.
var verbs = []string{"report", "find", "check", "suggest"}

func TestNames(t *testing.T) {
	for i, a := range analyzers.All {
		if i > 0 && analyzers.All[i-1].Name >= a.Name {
			t.Errorf("%s stands behind %s in All", a.Name, analyzers.All[i-1].Name)
		}
		doc, err := os.ReadFile(filepath.Join(a.Name, "doc.go"))
		if err != nil {
			t.Errorf("check %s has no package of its name: %v", a.Name, err)
			continue
		}
		help, err := checkdoc.Extract(string(doc), a.Name)
		if err != nil {
			t.Error(err)
		}
		if help != a.Doc {
			t.Errorf("%s: the help text is not that of doc.go", a.Name)
		}
		summary, rest, _ := strings.Cut(a.Doc, "\n")
		verb, _, _ := strings.Cut(summary, " ")
		if !slices.Contains(verbs, verb) || strings.HasSuffix(summary, ".") || !strings.HasPrefix(rest, "\n") {
			t.Errorf("%s: summary %q is not a verb phrase on a line of its own", a.Name, summary)
		}
		if a.URL != checkdoc.URL(a.Name) {
			t.Errorf("%s: page is %s", a.Name, a.URL)
		}
	}
}

// sections are the headings of every page, in their order.
var sections = []string{"Example", "Instead", "Why", "Findings", "Not reported", "When to ignore it", "See also"}

var heading = regexp.MustCompile(`(?m)^(#+) (.*)$`)

func TestPages(t *testing.T) {
	for _, a := range analyzers.All {
		text := read(t, page(a))
		if !strings.HasPrefix(text, "# "+a.Name+"\n") {
			t.Errorf("%s: the page does not begin with its name", a.Name)
		}
		var got []string
		for _, m := range heading.FindAllStringSubmatch(outsideFences(text), -1) {
			if m[1] == "##" {
				got = append(got, m[2])
			}
		}
		got = slices.DeleteFunc(got, func(s string) bool { return !slices.Contains(sections, s) }) // others are welcome
		if !slices.Equal(got, sections) {
			t.Errorf("%s: sections are %q, want %q", a.Name, got, sections)
		}
		off := !isDefault(a.Name)
		if strings.Contains(text, "on by default") == off || strings.Contains(text, "off by default;") != off {
			t.Errorf("%s: the page is wrong about the default", a.Name)
		}
	}
}

func page(a *analysis.Analyzer) string { return filepath.Join("..", "docs", "checks", a.Name+".md") }

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

// outsideFences leaves the code blocks of a page out.
func outsideFences(text string) string {
	var out strings.Builder
	for i, part := range strings.Split(text, "```") {
		if i%2 == 0 {
			out.WriteString(part)
		}
	}
	return out.String()
}

// Every category that a check uses in its own cases is a heading on its page.
func TestCategories(t *testing.T) {
	for _, a := range analyzers.All {
		if a.Name == "stalesender" {
			continue // its cases are whole modules; it has a test of its own
		}
		text := read(t, page(a))
		seen := make(map[string]bool)
		for _, f := range find(t, filepath.Join(a.Name, "testdata"), []*analysis.Analyzer{a}, cases(t, a.Name)...) {
			if f.category != "" && !seen[f.category] && !strings.Contains(text, "\n### "+f.category+"\n") {
				t.Errorf("%s: no heading for category %s", a.Name, f.category)
			}
			seen[f.category] = true
		}
	}
}

// cases lists the packages below a check's testdata/src.
func cases(t *testing.T, check string) []string {
	t.Helper()
	dirs, err := os.ReadDir(filepath.Join(check, "testdata", "src"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range dirs {
		if d.IsDir() && !strings.Contains(d.Name(), ".") {
			names = append(names, d.Name())
		}
	}
	return names
}

// The example of a page is in testdata, the output printed below it is what
// the check says of it, and the code to write instead gives no finding.
func TestExamples(t *testing.T) {
	for _, a := range analyzers.All {
		if a.Name == "stalesender" {
			continue // its example is of several files
		}
		root := filepath.Join(a.Name, "testdata")
		text := read(t, page(a))
		blocks := fences(text)
		if len(blocks) < 3 {
			t.Errorf("%s: the page has no example, output and remedy", a.Name)
			continue
		}
		holds(t, root, "example", blocks[0])
		holds(t, root, "instead", blocks[2])
		checks := []*analysis.Analyzer{a}
		if a.Name == "ignore" {
			checks = analyzers.Default // which it judges the comments of
		}
		var lines strings.Builder
		for _, f := range find(t, root, checks, "example", "instead") {
			switch {
			case f.check != a.Name:
			case f.pkg == "example":
				lines.WriteString(f.line() + "\n")
			default:
				t.Errorf("%s: what to write instead gives %s", a.Name, f.line())
			}
		}
		if *update {
			write(t, page(a), strings.Replace(text, "```text\n"+blocks[1]+"```", "```text\n"+lines.String()+"```", 1))
		} else if lines.String() != blocks[1] || blocks[1] == "" {
			t.Errorf("%s: the page prints\n%sbut the example gives\n%s", a.Name, blocks[1], lines.String())
		}
	}
}

var fence = regexp.MustCompile("(?s)```[a-z]*\n(.*?)```")

// fences yields the code blocks of a page.
func fences(text string) []string {
	var blocks []string
	for _, m := range fence.FindAllStringSubmatch(text, -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}

// holds checks that a code block of a page stands in a package of testdata.
func holds(t *testing.T, root, pkg, block string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(root, "src", pkg, "*.go"))
	for _, file := range files {
		if strings.Contains(read(t, file), strings.TrimSuffix(block, "\n")) {
			return
		}
	}
	t.Errorf("%s: the %s of the page is in no file of %s/src/%s", root, pkg, root, pkg)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
