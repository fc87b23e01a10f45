package passtest

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// library imports the standard library, once for all that is made up.
var library = sync.OnceValues(func() (*token.FileSet, types.Importer) {
	fset := token.NewFileSet()
	return fset, importer.ForCompiler(fset, "source", nil)
})

// Source runs an analyzer on a package of one file, which imports nothing but
// the standard library, and returns its result. It is for packages that are
// made up by a test; nothing is known of what they import.
func Source(t testing.TB, a *analysis.Analyzer, text string) any {
	t.Helper()
	fset, std := library()
	file, err := parser.ParseFile(fset, "made.go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	pkg := &packages.Package{
		ID: "made", PkgPath: "example.com/made", Name: file.Name.Name, Fset: fset, Syntax: []*ast.File{file},
		TypesSizes: types.SizesFor("gc", "amd64"),
		TypesInfo: &types.Info{
			Types: make(map[ast.Expr]types.TypeAndValue), Instances: make(map[*ast.Ident]types.Instance),
			Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
			Implicits: make(map[ast.Node]types.Object), Selections: make(map[*ast.SelectorExpr]*types.Selection),
			Scopes: make(map[ast.Node]*types.Scope), FileVersions: make(map[*ast.File]string),
		},
	}
	conf := types.Config{Importer: std, Sizes: pkg.TypesSizes}
	if pkg.Types, err = conf.Check(pkg.PkgPath, fset, pkg.Syntax, pkg.TypesInfo); err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, []*packages.Package{pkg}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if root := graph.Roots[0]; root.Err != nil {
		t.Fatal(root.Err)
	}
	return graph.Roots[0].Result
}
