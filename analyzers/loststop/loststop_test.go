package loststop

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/siglint/siglint/passes/passtest"
)

func Test(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), Analyzer, "a", "prog", "wrap")
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), Analyzer, "fix")
	passtest.Fixed(t, Analyzer, "fix")
}

func TestSecond(t *testing.T) {
	if err := Analyzer.Flags.Set("second", "true"); err != nil {
		t.Fatal(err)
	}
	defer Analyzer.Flags.Set("second", "false")
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), Analyzer, "second")
	passtest.Fixed(t, Analyzer, "second")
}
