package consumers

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
)

// contexts describes the calls of signal.NotifyContext.
func (b *builder) contexts(calls *sigcalls.Result) []*Context {
	assigned := b.assignments()
	var out []*Context
	for c := range calls.Of("NotifyContext") {
		ctx := &Context{Call: c, Set: c.Set, StopUse: StopEscapes, Used: true, Assign: assigned[c.Expr]}
		if v, ok := c.Instr.(*ssa.Call); ok {
			b.results(ctx, v)
		}
		out = append(out, ctx)
	}
	return out
}

// results says what becomes of the two results.
func (b *builder) results(ctx *Context, v *ssa.Call) {
	var parts [2]*ssa.Extract
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Extract:
			parts[ref.Index] = ref
		case *ssa.Return:
			return // handed on as they are
		}
	}
	ctx.Obj, ctx.Stop = b.left(ctx.Assign, 0), b.left(ctx.Assign, 1)
	ctx.Used = parts[0] != nil && len(*parts[0].Referrers()) > 0
	switch {
	case parts[1] == nil || len(*parts[1].Referrers()) == 0:
		ctx.StopUse = StopDiscarded
	case called(parts[1]):
		ctx.StopUse = StopCalled
	}
}

// called reports whether a function is called or deferred, and nothing else.
func called(fn ssa.Value) bool {
	for _, ref := range *fn.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if ref.Common().Value != fn {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// assignments maps calls to the statements that take their results.
func (b *builder) assignments() map[*ast.CallExpr]ast.Node {
	m := make(map[*ast.CallExpr]ast.Node)
	for _, f := range b.pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			var rhs []ast.Expr
			switch n := n.(type) {
			case *ast.AssignStmt:
				rhs = n.Rhs
			case *ast.ValueSpec:
				rhs = n.Values
			}
			if len(rhs) == 1 {
				if call, ok := ast.Unparen(rhs[0]).(*ast.CallExpr); ok {
					m[call] = n
				}
			}
			return true
		})
	}
	return m
}

// left returns the variable that takes result i, or nil.
func (b *builder) left(stmt ast.Node, i int) types.Object {
	var id *ast.Ident
	switch s := stmt.(type) {
	case *ast.AssignStmt:
		if i < len(s.Lhs) {
			id, _ = s.Lhs[i].(*ast.Ident)
		}
	case *ast.ValueSpec:
		if i < len(s.Names) {
			id = s.Names[i]
		}
	}
	if id == nil || id.Name == "_" {
		return nil
	}
	return b.pass.TypesInfo.ObjectOf(id)
}
