package closedchannel

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/siglint/siglint/passes/passtest"
)

func Test(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), Analyzer, "a", "reset", "ignored")
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), Analyzer, "fix")
	passtest.Fixed(t, Analyzer, "fix")
}
