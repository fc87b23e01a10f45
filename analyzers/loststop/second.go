package loststop

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// waitFor finds the statement `<-ctx.Done()` in a function, its literals left
// out; nil where there is none.
func waitFor(pass *analysis.Pass, fn ast.Node, ctx types.Object) *ast.ExprStmt {
	var found *ast.ExprStmt
	ast.Inspect(fn, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok && ast.Node(lit) != fn {
			return false
		}
		if stmt, ok := n.(*ast.ExprStmt); ok && isDone(pass.TypesInfo, stmt.X, ctx) && found == nil {
			found = stmt
		}
		return true
	})
	return found
}

func isDone(info *types.Info, e ast.Expr, ctx types.Object) bool {
	recv, ok := e.(*ast.UnaryExpr)
	if !ok || recv.Op != token.ARROW {
		return false
	}
	call, ok := recv.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Done" {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	return ok && info.Uses[id] == ctx
}

// following tells what the statements behind one do: the first call that may
// take long, and whether stop is called before it.
func following(pass *analysis.Pass, stmt ast.Stmt, stop types.Object) (work *ast.CallExpr, stopped bool) {
	for _, next := range behind(pass, stmt) {
		ast.Inspect(next, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || work != nil || stopped {
				return work == nil && !stopped
			}
			if id, ok := call.Fun.(*ast.Ident); ok && pass.TypesInfo.Uses[id] == stop {
				stopped = true
			} else if long(pass.TypesInfo, call) {
				work = call
			}
			return true
		})
	}
	return work, stopped
}

// behind yields the statements of a block that follow one of them.
func behind(pass *analysis.Pass, stmt ast.Stmt) []ast.Stmt {
	for _, f := range pass.Files {
		var list []ast.Stmt
		ast.Inspect(f, func(n ast.Node) bool {
			if block, ok := n.(*ast.BlockStmt); ok {
				for i, s := range block.List {
					if s == stmt {
						list = block.List[i+1:]
					}
				}
			}
			return list == nil
		})
		if list != nil {
			return list
		}
	}
	return nil
}

// quick are the packages whose functions print or compute, and do not wait.
var quick = map[string]bool{
	"context": true, "errors": true, "fmt": true, "log": true, "log/slog": true, "os": true, "strconv": true,
	"strings": true, "sync/atomic": true, "time": true,
}

// long reports whether a call may wait: it is of a function outside quick.
func long(info *types.Info, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	return ok && fn.Pkg() != nil && !quick[fn.Pkg().Path()]
}
