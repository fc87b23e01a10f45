package sigcalls

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"
)

// broken reports whether a package does not compile, so that SSA cannot be
// built of it. Drivers that analyse such packages need not say why, so the
// names are asked: one that is not resolved has no object.
func broken(pass *analysis.Pass) bool {
	if len(pass.TypeErrors) > 0 || absent(pass) {
		return true
	}
	found := false
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && !found && id.Name != "_" {
				_, used := pass.TypesInfo.Uses[id]
				_, defined := pass.TypesInfo.Defs[id]
				found = !used && !defined
			}
			_, bad := n.(*ast.BadDecl)
			_, bad2 := n.(*ast.BadStmt)
			found = found || bad || bad2
			return !found
		})
	}
	return found
}

// absent reports whether a package that is imported could not be loaded. That
// of C is none, where cgo could not be run.
func absent(pass *analysis.Pass) bool {
	for _, p := range pass.Pkg.Imports() {
		if !p.Complete() && p.Path() != "C" {
			return true
		}
	}
	return false
}
