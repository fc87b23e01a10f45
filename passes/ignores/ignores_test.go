package ignores

import (
	"go/types"
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

func TestInLine(t *testing.T) {
	for _, test := range []struct {
		line, mark string
		at         int // -1: no comment
	}{
		{"# siglint:ignore stalesender above", "#", 0},
		{"kill -HUP 2 # siglint:ignore stalesender beside", "#", 12},
		{"echo '#' # siglint:ignore stalesender behind another", "#", 9},
		{"// see http://a.b/c //siglint:ignore stalesender here", "//", 20},
		{"f() //nolint:siglint // reason", "//", 4},
		{"echo siglint:ignore stalesender", "#", -1},
		{"# to ignore", "#", -1},
		{"", "#", -1},
	} {
		c, at := InLine(test.line, test.mark)
		if (c != nil) != (test.at >= 0) || c != nil && at != test.at {
			t.Errorf("InLine(%q) = %v at %d, want one at %d", test.line, c, at, test.at)
		}
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
