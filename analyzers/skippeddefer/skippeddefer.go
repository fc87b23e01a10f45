package skippeddefer

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
)

//go:embed doc.go
var doc string

// Analyzer reports exits in a signal goroutine that skip deferred calls.
var Analyzer = &analysis.Analyzer{
	Name:       "skippeddefer",
	Doc:        checkdoc.MustExtract(doc, "skippeddefer"),
	URL:        checkdoc.URL("skippeddefer"),
	Requires:   []*analysis.Analyzer{consumers.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("skippeddefer", run),
}

func run(pass *analysis.Pass) (any, error) {
	if pass.Pkg.Name() != "main" {
		return nil, nil // whose main is not at hand
	}
	seen := make(map[token.Pos]bool) // one exit may follow several signals
	for _, channel := range pass.ResultOf[consumers.Analyzer].(*consumers.Result).Channels {
		if len(channel.Notifies) == 0 {
			continue // no signal gets there
		}
		for _, receive := range channel.Receives {
			for _, branch := range receive.Branches {
				for _, act := range branch.Acts {
					if act.Kind == consumers.Exits && act.Direct && act.Name != "panic" && !seen[act.Pos] {
						seen[act.Pos] = true
						judge(pass, receive, act)
					}
				}
			}
		}
	}
	return nil, nil
}

// judge reports an exit if main, or the function that starts the receiving
// goroutine, has deferred calls that matter.
func judge(pass *analysis.Pass, receive *consumers.Receive, exit consumers.Act) {
	starter := startedIn(pass, receive.Pos)
	if starter == nil {
		return // not in a goroutine: its own defers are another linter's concern
	}
	for _, fn := range []*ast.FuncDecl{starter, mainFunc(pass)} {
		if fn == nil {
			continue
		}
		if skipped := deferred(pass, fn); skipped != nil {
			pass.Report(analysis.Diagnostic{
				Pos:     exit.Pos,
				End:     exit.End,
				Message: fmt.Sprintf("%s skips what %s defers (%s); let %s return instead", exit.Name, fn.Name.Name, calls(skipped), fn.Name.Name),
				Related: []analysis.RelatedInformation{{Pos: skipped[0].Pos(), End: skipped[0].End(), Message: "deferred here"}},
			})
			return
		}
	}
}

// startedIn returns the declared function that starts the goroutine in which
// a position stands; nil if it is in none.
func startedIn(pass *analysis.Pass, pos token.Pos) *ast.FuncDecl {
	var in types.Object // the declared function around pos
	started := false
	for _, n := range places.Enclosing(pass, pos, pos) {
		switch n := n.(type) {
		case *ast.GoStmt:
			started = true
		case *ast.FuncDecl:
			if started {
				return n
			}
			in = pass.TypesInfo.Defs[n.Name]
		}
	}
	if in == nil {
		return nil
	}
	for _, f := range pass.Files {
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && starts(pass.TypesInfo, fn, in) {
				return fn
			}
		}
	}
	return nil
}

// starts reports whether a function has a go statement that calls another.
func starts(info *types.Info, fn *ast.FuncDecl, other types.Object) bool {
	found := false
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if g, ok := n.(*ast.GoStmt); ok && typeutil.Callee(info, g.Call) == other {
			found = true
		}
		return !found
	})
	return found
}

func mainFunc(pass *analysis.Pass) *ast.FuncDecl {
	for _, f := range pass.Files {
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "main" {
				return fn
			}
		}
	}
	return nil
}

// deferred yields the deferred calls of a function that matter to others.
func deferred(pass *analysis.Pass, fn *ast.FuncDecl) []*ast.DeferStmt {
	var found []*ast.DeferStmt
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // a literal's own
		case *ast.DeferStmt:
			if matters(pass.TypesInfo, n.Call) {
				found = append(found, n)
			}
			return false
		}
		return true
	})
	return found
}

// trifles are the methods and functions that only give back what the end of
// the process gives back as well.
var trifles = map[string]bool{
	"Stop": true, "Unlock": true, "RUnlock": true, "Done": true, "Recover": true, "recover": true, "close": true,
}

func matters(info *types.Info, call *ast.CallExpr) bool {
	if lit, ok := call.Fun.(*ast.FuncLit); ok {
		return anyMatters(info, lit)
	}
	if t, ok := types.Unalias(info.TypeOf(call.Fun)).(*types.Named); ok && t.Obj().Name() == "CancelFunc" {
		return false
	}
	if id, ok := call.Fun.(*ast.Ident); ok && (id.Name == "cancel" || id.Name == "stop") {
		return false
	}
	name := types.ExprString(call.Fun)
	return !trifles[name[strings.LastIndexByte(name, '.')+1:]]
}

// anyMatters reports whether a deferred literal makes a call that matters.
func anyMatters(info *types.Info, lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && !info.Types[call.Fun].IsType() && matters(info, call) {
			found = true
		}
		return !found
	})
	return found
}

// calls names what is deferred.
func calls(stmts []*ast.DeferStmt) string {
	var names []string
	for _, d := range stmts {
		if _, ok := d.Call.Fun.(*ast.FuncLit); ok {
			names = append(names, "a function literal")
		} else {
			names = append(names, types.ExprString(d.Call.Fun))
		}
	}
	return strings.Join(names, ", ")
}
