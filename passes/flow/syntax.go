package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// callExprs returns the calls of the files by their left parenthesis, as SSA
// places them.
func callExprs(files []*ast.File) map[token.Pos]*ast.CallExpr {
	m := make(map[token.Pos]*ast.CallExpr)
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				m[call.Lparen] = call
			}
			return true
		})
	}
	return m
}

// definedBy returns the variable that is defined by, or assigned, the call or
// make that a value is.
func (e *engine) definedBy(v ssa.Value) types.Object {
	index := 0
	if x, ok := v.(*ssa.Extract); ok {
		v, index = x.Tuple, x.Index
	}
	if !v.Pos().IsValid() {
		return nil
	}
	if e.defs == nil {
		e.defs = definitions(e.pass)
	}
	lhs := e.defs[v.Pos()]
	if index >= len(lhs) {
		return nil
	}
	switch x := lhs[index].(type) {
	case *ast.Ident:
		return e.pass.TypesInfo.ObjectOf(x)
	case *ast.SelectorExpr:
		return e.pass.TypesInfo.ObjectOf(x.Sel)
	}
	return nil
}

// definitions returns the left sides of assignments whose right side is one
// call or several, by the left parenthesis of the call.
func definitions(pass *analysis.Pass) map[token.Pos][]ast.Expr {
	m := make(map[token.Pos][]ast.Expr)
	add := func(lhs, rhs []ast.Expr) {
		for i, r := range rhs {
			call, ok := ast.Unparen(r).(*ast.CallExpr)
			switch {
			case !ok:
			case len(rhs) == 1:
				m[call.Lparen] = lhs
			case i < len(lhs):
				m[call.Lparen] = lhs[i : i+1]
			}
		}
	}
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				add(n.Lhs, n.Rhs)
			case *ast.ValueSpec:
				lhs := make([]ast.Expr, len(n.Names))
				for i, name := range n.Names {
					lhs[i] = name
				}
				add(lhs, n.Values)
			}
			return true
		})
	}
	return m
}
