package libraryhandler

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
)

//go:embed doc.go
var doc string

// Analyzer reports packages other than main that take over signals.
var Analyzer = &analysis.Analyzer{
	Name:       "libraryhandler",
	Doc:        checkdoc.MustExtract(doc, "libraryhandler"),
	URL:        checkdoc.URL("libraryhandler"),
	Requires:   []*analysis.Analyzer{sigcalls.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("libraryhandler", run),
}

func run(pass *analysis.Pass) (any, error) {
	if pass.Pkg.Name() == "main" {
		return nil, nil // whose signals they are
	}
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	for call := range calls.Of("Notify", "NotifyContext", "Ignore", "Reset") {
		if places.Test(pass, call.Expr.Pos()) {
			continue // part of no program
		}
		if len(call.Set.Names) == 0 && !call.Set.All {
			continue // the caller chooses
		}
		pass.ReportRangef(call.Expr, "%s", message(pass, call))
	}
	return nil, nil
}

func message(pass *analysis.Pass, call *sigcalls.Call) string {
	return fmt.Sprintf("package %s takes %s from every program that uses it; leave signals to package main", pass.Pkg.Name(), what(call.Set))
}

func what(set signals.Set) string {
	if set.All {
		return "all signals"
	}
	return places.Words(set.Names)
}
