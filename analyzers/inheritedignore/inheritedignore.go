package inheritedignore

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/edits"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/sigcalls"
)

//go:embed doc.go
var doc string

// Analyzer reports ignored signals that children inherit.
var Analyzer = &analysis.Analyzer{
	Name:       "inheritedignore",
	Doc:        checkdoc.MustExtract(doc, "inheritedignore"),
	URL:        checkdoc.URL("inheritedignore"),
	Requires:   []*analysis.Analyzer{sigcalls.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("inheritedignore", run),
}

func run(pass *analysis.Pass) (any, error) {
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	var start *ast.CallExpr // looked for once something is ignored
	for call := range calls.Of("Ignore") {
		if call.Set.All {
			continue // catchall's concern: children could not even be waited for
		}
		if start == nil {
			if start = firstStart(pass); start == nil {
				return nil, nil // no children
			}
		}
		pass.Report(analysis.Diagnostic{
			Pos:            call.Expr.Pos(),
			End:            call.Expr.End(),
			Message:        fmt.Sprintf("children inherit the ignored %s, and signal.Reset does not undo Ignore; register a channel that nobody reads", what(call)),
			Related:        []analysis.RelatedInformation{{Pos: start.Pos(), End: start.End(), Message: "a child is started here"}},
			SuggestedFixes: fixes(pass, call),
		})
	}
	return nil, nil
}

func what(call *sigcalls.Call) string {
	if len(call.Set.Names) == 0 || call.Set.Unknown {
		return "signals"
	}
	return places.Words(call.Set.Names)
}

// starters are the functions that start a child, by package; methods too.
var starters = map[string][]string{
	"os":                    {"StartProcess"},
	"os/exec":               {"CombinedOutput", "Output", "Run", "Start"},
	"syscall":               {"Exec", "ForkExec", "StartProcess"},
	"golang.org/x/sys/unix": {"Exec"},
}

// firstStart finds a call that starts a child.
func firstStart(pass *analysis.Pass) *ast.CallExpr {
	var found *ast.CallExpr
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && found == nil && starts(pass.TypesInfo, call) {
				found = call
			}
			return found == nil
		})
	}
	return found
}

func starts(info *types.Info, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	for _, name := range starters[fn.Pkg().Path()] {
		if fn.Name() == name {
			return true
		}
	}
	return false
}

// fixes turns Ignore into a registration with a channel that nobody reads:
// the program is as deaf as before, its children are not.
func fixes(pass *analysis.Pass, call *sigcalls.Call) []analysis.SuggestedFix {
	sel, ok := call.Expr.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Ignore" || len(call.Expr.Args) == 0 {
		return nil // called through a variable
	}
	f := places.File(pass, call.Expr.Pos())
	name, changes := edits.Import(pass, f, call.Expr.Pos(), "os")
	changes = append(changes,
		edits.Replace(sel.Sel, "Notify"),
		edits.Insert(call.Expr.Args[0].Pos(), "make(chan "+name+".Signal, 1), "))
	return []analysis.SuggestedFix{{Message: "Register a channel that nobody reads", TextEdits: changes}}
}
