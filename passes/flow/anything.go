package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
)

// Where nothing is known, nothing may be said to be left at its default. A
// package that could not be understood exports a fact that says so, and what
// refers to one of its functions installs a handler that may be for any signal.

// unknownHandler is the registration of signals that are not known.
var unknownHandler = Handler{Func: "Notify", Rest: true}

// unknown is what is reached where nothing is known.
func (e *engine) unknown() reachSet {
	return reachSet{{handler: e.handler(unknownHandler)}: {}}
}

// anything is the result for a package that could not be understood.
func anything(pass *analysis.Pass, imported map[*types.Package]*handlers) *Result {
	e := &engine{pass: pass, imports: imported, tableAt: make(map[string]int)}
	all := reachSet{}
	e.importedInit(all)
	if initialises(pass.Files) || pass.Pkg.Name() == "main" {
		all.add(e.handler(unknownHandler), reach{})
	}
	init := sorted(all)
	pass.ExportPackageFact(&handlers{List: e.table, Init: init, Any: true})
	res := &Result{Handlers: e.table, Place: e.place}
	if pass.Pkg.Name() == "main" {
		res.Main = init
	}
	return res
}

// initialises reports whether a package runs functions when it is initialised.
func initialises(files []*ast.File) bool {
	found := false
	for _, f := range files {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				found = found || d.Recv == nil && d.Name.Name == "init"
			case *ast.GenDecl:
				ast.Inspect(d, func(n ast.Node) bool {
					_, literal := n.(*ast.FuncLit)
					_, call := n.(*ast.CallExpr)
					found = found || call && d.Tok == token.VAR
					return !literal
				})
			}
		}
	}
	return found
}
