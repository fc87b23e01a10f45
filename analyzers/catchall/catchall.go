package catchall

import (
	_ "embed"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/sigcalls"
)

//go:embed doc.go
var doc string

// Analyzer reports calls to os/signal that mean every signal.
var Analyzer = &analysis.Analyzer{
	Name:       "catchall",
	Doc:        checkdoc.MustExtract(doc, "catchall"),
	URL:        checkdoc.URL("catchall"),
	Requires:   []*analysis.Analyzer{sigcalls.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("catchall", run),
}

var messages = map[string]string{
	"Ignore":        "signal.Ignore without signals ignores all of them, SIGCHLD included; children cannot be waited for",
	"Notify":        "signal.Notify without signals catches all of them, SIGURG and SIGCHLD included",
	"NotifyContext": "signal.NotifyContext without signals ends at any of them, SIGURG and SIGCHLD included",
	"Reset":         "signal.Reset without signals undoes the handlers of all of them, other packages' included",
}

func run(pass *analysis.Pass) (any, error) {
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	for call := range calls.Of("Notify", "NotifyContext", "Ignore", "Reset") {
		if !call.Set.All {
			continue // some, or unknown
		}
		if call.Func == "Reset" && places.Test(pass, call.Expr.Pos()) {
			continue // a test puts back what was there before it
		}
		if delivers(call) && filters(pass) {
			continue // a proxy that forwards what it does not know
		}
		pass.ReportRangef(call.Expr, "%s", messages[call.Func])
	}
	return nil, nil
}

func delivers(call *sigcalls.Call) bool { return call.Func == "Notify" || call.Func == "NotifyContext" }

// filters reports whether the package compares a signal with SIGURG, in a
// switch or by an operator.
func filters(pass *analysis.Pass) bool {
	found := false
	is := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			name, ok := places.Name(pass.TypesInfo, e)
			found = found || ok && name == "SIGURG"
		}
	}
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				is(n.X, n.Y)
			case *ast.CaseClause:
				is(n.List...)
			}
			return !found
		})
	}
	return found
}
