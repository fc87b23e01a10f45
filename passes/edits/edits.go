// Package edits makes text edits for fixes that compile: what a replacement
// needs to import comes with it, and LastUse tells when an import would be
// left unused.
package edits

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"

	"golang.org/x/tools/go/analysis"
)

// Replace replaces a range by text.
func Replace(n ast.Node, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: n.Pos(), End: n.End(), NewText: []byte(text)}
}

// Insert puts text before a position.
func Insert(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// Import returns the name by which code at pos may refer to a package, and
// the edit that imports it, if it is not yet imported.
func Import(pass *analysis.Pass, f *ast.File, pos token.Pos, pkg string) (name string, needed []analysis.TextEdit) {
	scope := pass.TypesInfo.Scopes[f].Innermost(pos)
	for _, spec := range f.Imports {
		if have := pass.TypesInfo.PkgNameOf(spec); have != nil && have.Imported().Path() == pkg {
			if _, found := lookup(scope, have.Name(), pos); found == have {
				return have.Name(), nil
			}
		}
	}
	base := path.Base(pkg)
	name = base
	for i := 2; taken(pass, f, scope, name, pos); i++ {
		name = base + strconv.Itoa(i)
	}
	spec := strconv.Quote(pkg)
	if name != base {
		spec = name + " " + spec
	}
	return name, []analysis.TextEdit{importEdit(pass.Fset, f, pkg, spec)}
}

func lookup(scope *types.Scope, name string, pos token.Pos) (*types.Scope, types.Object) {
	if scope == nil {
		return nil, nil
	}
	return scope.LookupParent(name, pos)
}

// taken reports whether a name means something at pos, or in any scope where
// a new import would clash with it.
func taken(pass *analysis.Pass, f *ast.File, scope *types.Scope, name string, pos token.Pos) bool {
	_, obj := lookup(scope, name, pos)
	return obj != nil || pass.Pkg.Scope().Lookup(name) != nil || pass.TypesInfo.Scopes[f].Lookup(name) != nil
}

// importEdit adds an import where it sorts in the first block of imports.
func importEdit(fset *token.FileSet, f *ast.File, pkg, spec string) analysis.TextEdit {
	for _, decl := range f.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			break // imports come first
		}
		if isC(decl) {
			continue // its comment is C source
		}
		if !decl.Lparen.IsValid() {
			return Insert(decl.Pos(), "import "+spec+"\n")
		}
		var last *ast.ImportSpec // of the first block
		for _, s := range decl.Specs {
			s := s.(*ast.ImportSpec)
			if last != nil && fset.Position(s.Pos()).Line > fset.Position(last.End()).Line+1 {
				break // another block, of other people's packages
			}
			if pkg < unquote(s) {
				return Insert(s.Pos(), spec+"\n\t")
			}
			last = s
		}
		if last != nil {
			return Insert(last.End(), "\n\t"+spec)
		}
	}
	return Insert(f.Name.End(), "\n\nimport "+spec)
}

func isC(decl *ast.GenDecl) bool {
	return len(decl.Specs) == 1 && unquote(decl.Specs[0].(*ast.ImportSpec)) == "C"
}

func unquote(s *ast.ImportSpec) string {
	text, err := strconv.Unquote(s.Path.Value)
	if err != nil {
		panic(fmt.Sprintf("import path %s was parsed and cannot be unquoted", s.Path.Value))
	}
	return text
}

// LastUse reports whether the expressions hold every use of a package's name
// in the file, so that to remove them would leave the import unused.
func LastUse(pass *analysis.Pass, f *ast.File, exprs ...ast.Expr) bool {
	left := make(map[types.Object]int)
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if name, ok := pass.TypesInfo.Uses[id].(*types.PkgName); ok {
				left[name]++
			}
		}
		return true
	})
	last := false
	for _, expr := range exprs {
		ast.Inspect(expr, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if name, ok := pass.TypesInfo.Uses[id].(*types.PkgName); ok {
					left[name]--
					last = last || left[name] == 0
				}
			}
			return true
		})
	}
	return last
}

// RemoveFrom removes one argument of a call, with the comma beside it.
func RemoveFrom(args []ast.Expr, i int) analysis.TextEdit {
	if i+1 < len(args) {
		return analysis.TextEdit{Pos: args[i].Pos(), End: args[i+1].Pos()}
	}
	if i == 0 {
		return analysis.TextEdit{Pos: args[0].Pos(), End: args[0].End()}
	}
	return analysis.TextEdit{Pos: args[i-1].End(), End: args[i].End()}
}

// Delete removes a range, and its line where nothing else stands on it.
func Delete(pass *analysis.Pass, pos, end token.Pos) analysis.TextEdit {
	file := pass.Fset.File(pos)
	src, err := pass.ReadFile(file.Name())
	if err != nil || file.Offset(end) > len(src) {
		return analysis.TextEdit{Pos: pos, End: end}
	}
	from, to := file.Offset(pos), file.Offset(end)
	for from > 0 && (src[from-1] == ' ' || src[from-1] == '\t') {
		from--
	}
	alone := from == 0 || src[from-1] == '\n'
	if alone && to < len(src) && src[to] == '\n' {
		to++
	}
	return analysis.TextEdit{Pos: file.Pos(from), End: file.Pos(to)}
}
