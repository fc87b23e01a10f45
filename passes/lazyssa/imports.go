package lazyssa

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// namedObjects returns what a package names of others: functions, methods,
// variables, constants and types.
func namedObjects(pass *analysis.Pass) map[*types.Package][]types.Object {
	named := make(map[*types.Package][]types.Object)
	seen := make(map[types.Object]bool)
	for _, obj := range pass.TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok {
			obj = fn.Origin()
		}
		if pkg := obj.Pkg(); pkg != nil && pkg != pass.Pkg && !seen[obj] && isMember(obj) {
			seen[obj] = true
			named[pkg] = append(named[pkg], obj)
		}
	}
	return named
}

// isMember reports whether an object may be a member of an SSA package.
// Methods of interfaces have no code.
func isMember(obj types.Object) bool {
	switch obj := obj.(type) {
	case *types.Func:
		recv := obj.Signature().Recv()
		return recv == nil || !types.IsInterface(recv.Type())
	case *types.Var, *types.Const, *types.TypeName:
		return obj.Parent() == obj.Pkg().Scope()
	}
	return false
}

// createImport creates an imported package with the given members and no code.
// CreatePackage without syntax would make one of each object in the scope; with
// syntax it makes those that are declared there, and so it is shown a single
// declaration of all of them. That of constants asks for nothing but the object.
// Methods that are reached without being named are made by the builder.
func createImport(prog *ssa.Program, p *types.Package, members []types.Object) {
	info := &types.Info{Defs: make(map[*ast.Ident]types.Object, len(members))}
	spec := new(ast.ValueSpec)
	for _, obj := range members {
		id := ast.NewIdent(obj.Name())
		info.Defs[id] = obj
		spec.Names = append(spec.Names, id)
	}
	file := &ast.File{Decls: []ast.Decl{&ast.GenDecl{Tok: token.CONST, Specs: []ast.Spec{spec}}}}
	prog.CreatePackage(p, []*ast.File{file}, info, true)
}
