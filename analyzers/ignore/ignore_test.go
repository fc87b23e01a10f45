package ignore

import (
	"go/ast"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/passtest"
)

// shout is a check that finds calls of functions named loud.
var shout = &analysis.Analyzer{
	Name:       "shout",
	Doc:        "report calls of loud",
	ResultType: ignores.ResultType,
	Run: ignores.Run("shout", func(pass *analysis.Pass) (any, error) {
		for _, f := range pass.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "loud" {
						pass.ReportRangef(call, "loud is called")
					}
				}
				return true
			})
		}
		return nil, nil
	}),
}

func Test(t *testing.T) {
	a := New([]string{"shout", "resting"}, shout)
	analysistest.Run(t, analysistest.TestData(), a, "a")
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), a, "fix")
	passtest.Fixed(t, a, "fix")
}
