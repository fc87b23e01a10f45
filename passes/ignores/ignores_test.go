package ignores

import (
	"go/types"
	"maps"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text   string
		form   Form
		names  []string
		reason string
	}{
		{"//siglint:ignore loststop the process ends", Siglint, []string{"loststop"}, "the process ends"},
		{"// siglint:ignore loststop,catchall  two at once", Siglint, []string{"loststop", "catchall"}, "two at once"},
		{"# siglint:ignore stalesender old box", Siglint, []string{"stalesender"}, "old box"},
		{"//siglint:ignore loststop", Siglint, []string{"loststop"}, ""},
		{"//siglint:ignore loststop // behind slashes", Siglint, []string{"loststop"}, "behind slashes"},
		{"//siglint:ignore", Siglint, nil, ""},
		{"//nolint", Nolint, nil, ""},
		{"//nolint:all", Nolint, nil, ""},
		{"//nolint:errcheck,siglint // because", Nolint, nil, "// because"},
		{"//lint:ignore siglint/loststop,SA1016 known", Lint, []string{"loststop"}, "known"},
	}
	for _, test := range tests {
		c := Parse(test.text)
		if c == nil || c.Form != test.form || !slices.Equal(c.Names, test.names) || c.Reason != test.reason {
			t.Errorf("Parse(%q) = %+v, want %+v", test.text, c, test)
		}
	}
	for _, text := range []string{
		"// nothing", "//nolint:errcheck", "//lint:ignore SA1016 reason", "//lint:file-ignore siglint/x y",
		"// A siglint:ignore in a sentence", "//siglint:ignored loststop reason", "#", "",
	} {
		if c := Parse(text); c != nil {
			t.Errorf("Parse(%q) = %+v, want nil", text, c)
		}
	}
}

func TestText(t *testing.T) {
	const src = "# siglint:ignore stalesender above\nkill -HUP 1\nkill -HUP 2 # siglint:ignore stalesender beside\nkill -HUP 3\n"
	covered := make(map[int]bool)
	for _, c := range Text([]byte(src)) {
		for line := 1; line <= 4; line++ {
			covered[line] = covered[line] || c.covers("stalesender", line)
			if c.covers("loststop", line) {
				t.Errorf("comment for stalesender covers loststop on line %d", line)
			}
		}
	}
	if want := map[int]bool{1: true, 2: true, 3: true, 4: false}; !maps.Equal(covered, want) {
		t.Errorf("covered lines are %v, want %v", covered, want)
	}
}

// A check that panics reports nothing, not even what it found before.
func TestPanic(t *testing.T) {
	inTest = func() bool { return false }
	defer func() { inTest = testing.Testing }()
	reported := 0
	pass := &analysis.Pass{
		Analyzer: &analysis.Analyzer{Name: "broken", ResultType: ResultType},
		Pkg:      types.NewPackage("example.com/p", "p"),
		Report:   func(analysis.Diagnostic) { reported++ },
	}
	run := Run("broken", func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Message: "half the truth"})
		panic("never thought of this")
	})
	result, err := run(pass)
	if used, ok := result.(*Used); err != nil || reported != 0 || !ok || used != nil {
		t.Errorf("result %v, error %v, %d findings; want a nil *Used, nil and none", result, err, reported)
	}
}
