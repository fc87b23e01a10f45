package reloadsignal

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/places"
)

// written yields the calls in a branch as the source has them: no logs, no
// questions. Whether one hands the signal on, or asks for an end, is told apart.
func written(pass *analysis.Pass, b *consumers.Branch) (found []consumers.Act, elsewhere bool) {
	for _, stmt := range clause(pass, b) {
		ast.Inspect(stmt, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || pass.TypesInfo.Types[call.Fun].IsType() || pass.TypesInfo.Types[call.Fun].IsBuiltin() {
				return true
			}
			if tells(pass.TypesInfo, call) {
				return false // its arguments too
			}
			if _, ok := call.Fun.(*ast.FuncLit); ok || aside(pass.TypesInfo, call) {
				return true // what it calls, or is given, is looked at
			}
			act := consumers.Act{Name: types.ExprString(call.Fun), Kind: consumers.Work, Pos: call.Pos(), End: call.End(), Direct: true}
			switch {
			case passesOn(act.Name), cancels(pass.TypesInfo, call):
				elsewhere = true
			case len(act.Name) < 60 && !asks(act.Name):
				found = append(found, act)
			}
			return true
		})
	}
	return found, elsewhere
}

// cancels reports whether a call cancels a context, which asks for an end.
func cancels(info *types.Info, call *ast.CallExpr) bool {
	named, ok := types.Unalias(info.TypeOf(call.Fun)).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context" && strings.HasPrefix(named.Obj().Name(), "Cancel")
}

// aside reports whether a call is beside the work: it locks, counts or waits.
func aside(info *types.Info, call *ast.CallExpr) bool {
	fn := typeutil.Callee(info, call)
	return fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "sync" || fn.Pkg().Path() == "sync/atomic")
}

// clause yields the statements that run for the signal of a branch: those of
// its case or if, or those that follow the receive.
func clause(pass *analysis.Pass, b *consumers.Branch) []ast.Stmt {
	path := places.Enclosing(pass, b.Pos, b.Pos)
	for i, n := range path {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.OpPos == b.Pos && n.Op == token.NEQ {
				return unless(path[i:])
			}
		case *ast.CaseClause:
			if b.Named && b.Pos < n.Colon {
				return n.Body
			}
		case *ast.CommClause:
			if b.Pos < n.Colon {
				return n.Body
			}
		case *ast.IfStmt:
			if b.Named && b.Pos < n.Body.Pos() {
				return n.Body.List
			}
		case *ast.RangeStmt:
			return n.Body.List
		case *ast.BlockStmt:
			if !b.Named {
				return after(n.List, b.Pos)
			}
		case *ast.FuncLit, *ast.FuncDecl:
			return nil
		}
	}
	return nil
}

// unless yields what runs where the condition of the innermost if, that the
// signal is another, does not hold: the else, or what follows.
func unless(path []ast.Node) []ast.Stmt {
	for i, n := range path {
		stmt, ok := n.(*ast.IfStmt)
		if !ok {
			continue
		}
		if stmt.Else != nil {
			return []ast.Stmt{stmt.Else}
		}
		if block, ok := path[i+1].(*ast.BlockStmt); ok {
			return after(block.List, stmt.End())
		}
		return nil
	}
	return nil
}

// after yields the statements of a block from a position on.
func after(list []ast.Stmt, pos token.Pos) []ast.Stmt {
	for i, stmt := range list {
		if stmt.End() > pos {
			return list[i:]
		}
	}
	return nil
}

// tells reports whether a call only tells of something: it is of a package
// that logs or prints, or is a method of a logger.
func tells(info *types.Info, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "fmt", "log", "log/slog", "os", "errors":
		return true
	}
	switch fn.Name() {
	case "Debug", "Debugf", "Error", "Errorf", "Info", "Infof", "Log", "Logf", "Print", "Printf", "Println", "Warn", "Warnf":
		return true
	}
	return false
}
