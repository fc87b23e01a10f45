package fataldefault

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/siglint/siglint/passes/passtest"
)

func Test(t *testing.T) {
	analysistest.Run(t, analysistest.TestData(), Analyzer, "daemon", "handles", "oneshot", "shutdown")
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), Analyzer, "fix", "bare")
	passtest.Fixed(t, Analyzer, "fix", "bare")
}
