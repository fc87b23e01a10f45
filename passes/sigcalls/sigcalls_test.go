package sigcalls_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/siglint/siglint/passes/sigcalls"
)

// The comment behind each call says what is to be found of it.
func TestCalls(t *testing.T) {
	for _, r := range analysistest.Run(t, analysistest.TestData(), sigcalls.Analyzer, "shared", "a", "b") {
		want := make(map[int]string)
		for _, f := range r.Pass.Files {
			if r.Pass.Pkg.Path() == "shared" {
				continue
			}
			for _, g := range f.Comments {
				text := strings.TrimSpace(g.Text())
				if line := r.Pass.Fset.Position(g.Pos()); line.Column > 20 {
					want[line.Line] = text
				}
			}
		}
		for _, c := range r.Result.(*sigcalls.Result).Calls {
			line := r.Pass.Fset.Position(c.Expr.Pos()).Line
			if got := strings.TrimSpace(c.Func + " " + c.Set.String()); got != want[line] {
				t.Errorf("line %d: got %q, want %q", line, got, want[line])
			}
			delete(want, line)
		}
		for line, text := range want {
			t.Errorf("line %d: %q was not found", line, text)
		}
	}
}

func TestSeed(t *testing.T) {
	for src, want := range map[string]bool{
		`import "os/signal"`:            true,
		`func f(c chan os.Signal) {}`:   true,
		`import "os"; func signal() {}`: false,
	} {
		if sigcalls.Seed([]byte(src)) != want {
			t.Errorf("Seed(%q) is %v", src, !want)
		}
	}
}
