package yamltext

import (
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/siglint/siglint/passes/fuzztest"
)

// scripts are scalars in each style; the word kill must be found in its place.
var scripts = []string{
	"a: kill -HUP 1\n",
	"a: 'it''s; kill -HUP 1'\n",
	"a: \"echo \\\"x\\\"; kill -HUP 1\"\n",
	"a: \"one \\\n   two; kill -HUP 1\"\n",
	"a: \"\\u00e9\\x41\\t; kill 1\"\n",
	"a: |\n  echo é\n\n    kill -HUP 1\n",
	"a: |-\n  kill -HUP 1",
	"a: >\n  echo\n  two\n\n  kill -HUP 1\n",
	"a: >-\n  echo two; kill\n  -HUP 1\n",
	"a: echo\n  two; kill\n  -HUP 1\n",
	"é: [\"x\", {b: \"ä\", a: &anchor kill}]\n",
	"a: !!str kill 1\n",
	"a: &x |\n  kill 1\n",
	"---\nb: 1\n---\na: kill\n",
	"a: |\r\n  true\r\n  kill 1\r\n",
	"- - - a: |2\n        kill\n",
	"run: !shell\n  # of a deploy\n  kill 1\n",
	"run: &run !shell\n  |\n  kill 1\n",
	"\ufeffrun: kill 1\n",
}

func TestPlaces(t *testing.T) {
	for _, text := range scripts {
		f, problem := Parse("x.yml", []byte(text))
		if problem != nil {
			t.Errorf("%q: %s", text, problem.Message)
			continue
		}
		found := false
		for _, doc := range f.Docs {
			walk(doc, func(n *yaml.Node) {
				v := f.Value(n)
				if v.String() != n.Value {
					t.Errorf("%q: %q became %q", text, n.Value, v)
				}
				if i := strings.Index(n.Value, "kill"); i >= 0 {
					found = true
					if off := v.Offset(i); !strings.HasPrefix(text[off:], "kill") {
						t.Errorf("%q: kill of %q at %q", text, n.Value, text[off:])
					}
				}
			})
		}
		if !found {
			t.Errorf("%q: no kill", text)
		}
	}
}

func walk(n *yaml.Node, f func(*yaml.Node)) {
	if n.Kind == yaml.ScalarNode {
		f(n)
	}
	for _, c := range n.Content {
		walk(c, f)
	}
}

func TestParseErrors(t *testing.T) {
	for text, line := range map[string]int{
		"a: [\n":                       2,
		"a: b\n\tc: d\n":               2,
		"a: 1\n---\n{{ x }}y":          3,
		strings.Repeat("[", 1<<20):     1,
		strings.Repeat("- ", 1<<19):    1,
		"\x00":                         1,
		"a: \xff\xfe\n":                1,
		"\xff\xfea\x00:\x00":           1,
		"\xfe\xff\x00a\x00:":           1,
		strings.Repeat("x", maxFile+1): 1,
	} {
		_, problem := Parse("x.yml", []byte(text))
		if problem == nil || problem.Pos.Line < 1 || problem.Message == "" {
			t.Errorf("%.20q: %+v", text, problem)
		} else if line > 1 && problem.Pos.Line > line {
			t.Errorf("%.20q: line %d, not %d", text, problem.Pos.Line, line)
		}
	}
}

func TestGet(t *testing.T) {
	f, _ := Parse("x.yml", []byte("a: &a {b: [1, 2]}\nc: *a\nd: {<<: *a}\n"))
	if got := len(Items(Get(f.Docs[0], "c", "b"))); got != 2 {
		t.Errorf("%d items through an alias", got)
	}
	if Get(f.Docs[0], "a", "x", "b") != nil || Scalar(nil) != "" || Items(nil) != nil {
		t.Error("something is found where nothing is")
	}
}

func FuzzPlaces(f *testing.F) {
	for _, text := range scripts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		fuzztest.Bounded(t, len(text), func() {
			file, problem := Parse("x.yml", text)
			if problem != nil && (problem.Pos.Line < 1 || problem.Pos.Line > file.Lines()) {
				t.Errorf("%+v", problem)
			}
			for _, doc := range file.Docs {
				walk(doc, func(n *yaml.Node) { checkPlaces(t, file, n) })
			}
		})
	})
}

// checkPlaces holds that each byte of a value stands in the file, and at itself
// where nothing is quoted, folded or written in another way.
func checkPlaces(t *testing.T, file *File, n *yaml.Node) {
	v := file.Value(n)
	if v.String() != n.Value {
		t.Errorf("%q became %q", n.Value, v)
	}
	own := n.Style&(yaml.DoubleQuotedStyle|yaml.FoldedStyle) == 0 && !strings.ContainsFunc(n.Value, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
	for i := 0; i <= v.Len(); i++ {
		off := v.Offset(i)
		if off < 0 || off > len(file.Text) {
			t.Fatalf("byte %d at %d", i, off)
		}
		if i < v.Len() && own && (off == len(file.Text) || file.Text[off] != n.Value[i]) {
			t.Fatalf("byte %d of %q, at %d:%d, stands at %d of %q", i, n.Value, n.Line, n.Column, off, file.Text)
		}
	}
}
