package flow_test

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/siglint/siglint/passes/flow"
)

func TestFacts(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), flow.Analyzer, "lib")
}

// A package without signals is passed over before its SSA is built.
func TestCold(t *testing.T) {
	for _, r := range analysistest.Run(t, analysistest.TestData(), flow.Analyzer, "cold") {
		if r.Result.(*flow.Result).Index != nil {
			t.Error("the package was indexed")
		}
	}
}

// Facts are kept by build caches, which compare their bytes.
func TestFactsEncodeAlike(t *testing.T) {
	first := encoded(t)
	if len(first) < 7 {
		t.Fatalf("only %d facts", len(first))
	}
	for range 3 {
		if again := encoded(t); !slices.Equal(first, again) {
			t.Fatalf("facts differ:\n%s\n%s", strings.Join(first, "\n"), strings.Join(again, "\n"))
		}
	}
}

func encoded(t *testing.T) []string {
	t.Helper()
	var out []string
	wrapped := *flow.Analyzer
	wrapped.Run = func(pass *analysis.Pass) (any, error) {
		note := func(of string, f analysis.Fact) {
			var buf bytes.Buffer
			if err := gob.NewEncoder(&buf).Encode(f); err != nil {
				t.Errorf("%s: %v", of, err)
			}
			out = append(out, fmt.Sprintf("%s %x", of, buf.Bytes()))
		}
		object, pkg := pass.ExportObjectFact, pass.ExportPackageFact
		own := *pass
		own.ExportObjectFact = func(o types.Object, f analysis.Fact) { note(o.Name(), f); object(o, f) }
		own.ExportPackageFact = func(f analysis.Fact) { note("package", f); pkg(f) }
		return flow.Analyzer.Run(&own)
	}
	analysistest.Run(t, analysistest.TestData(), &wrapped, "lib")
	slices.Sort(out)
	return out
}
