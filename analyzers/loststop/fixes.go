package loststop

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/edits"
	"github.com/siglint/siglint/passes/places"
)

// fixes offers to defer the stop function, where the context does not outlive
// the function that made it.
func (s *site) fixes(pass *analysis.Pass) []analysis.SuggestedFix {
	block, ok := s.block.(*ast.BlockStmt)
	if !ok || s.stmt == nil || s.inLoop(pass) || !s.main && s.contextEscapes() {
		return nil // no statement can follow, or the context would be cancelled too early
	}
	name := s.stop.Name
	var changes []analysis.TextEdit
	if name == "_" {
		assign, ok := s.stmt.(*ast.AssignStmt)
		if name = "stop"; !ok || assign.Tok != token.DEFINE || s.taken(pass, block, name) {
			return nil
		}
		changes = append(changes, edits.Replace(s.stop, name))
	}
	indent := strings.Repeat("\t", max(1, pass.Fset.Position(s.stmt.Pos()).Column-1))
	changes = append(changes, edits.Insert(s.stmt.End(), "\n"+indent+"defer "+name+"()"))
	return []analysis.SuggestedFix{{Message: "Call " + name + " when the function returns", TextEdits: changes}}
}

// taken reports whether a name means something where the statement stands, or
// later in its block.
func (s *site) taken(pass *analysis.Pass, block *ast.BlockStmt, name string) bool {
	scope := pass.Pkg.Scope().Innermost(s.stmt.Pos())
	if scope == nil {
		return true
	}
	_, obj := scope.LookupParent(name, token.NoPos)
	return obj != nil
}

func (s *site) inLoop(pass *analysis.Pass) bool {
	for _, n := range places.Enclosing(pass, s.stmt.Pos(), s.stmt.End()) {
		switch n.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return true
		case *ast.FuncLit, *ast.FuncDecl:
			return false
		}
	}
	return false
}

// contextEscapes reports whether the context may be in use when the function
// has returned: it is returned, stored, captured, or given to a call whose
// result may keep it.
func (s *site) contextEscapes() bool {
	for _, ctx := range results(s.call, 0) {
		for _, ref := range *ctx.Referrers() {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
			case *ssa.Call:
				if keeps(ref.Type()) && !ref.Call.IsInvoke() {
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}

// keeps reports whether a value of the type may hold a context.
func keeps(t types.Type) bool {
	switch t := t.(type) {
	case *types.Tuple:
		for i := range t.Len() {
			if keeps(t.At(i).Type()) {
				return true
			}
		}
		return false
	case *types.Basic:
		return false
	default:
		return !types.Identical(t, types.Universe.Lookup("error").Type())
	}
}
