// Package lazyssa gives other passes the SSA form of a package, built only
// when one of them asks for it. Nearly no package touches signals, so nearly
// none is ever built; x/tools' buildssa would build them all.
package lazyssa

import (
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/inorder"
)

// Analyzer yields a *Result, at no cost until its Build is called.
var Analyzer = &analysis.Analyzer{
	Name:             "lazyssa",
	Doc:              "build the SSA form of a package when it is asked for",
	Run:              run,
	RunDespiteErrors: true, // nothing is built until it is asked for
	ResultType:       reflect.TypeFor[*Result](),
}

// A Result builds the SSA form of its package once, on demand.
type Result struct {
	Build func() *ssa.Package // may be called by several passes at a time
}

func run(pass *analysis.Pass) (any, error) {
	return &Result{Build: sync.OnceValue(func() *ssa.Package { return build(pass) })}, nil
}

// build creates the package from syntax, and of its direct imports what it
// names. Nothing in the package calls anything of an indirect import by name;
// to create these as well, or all that the direct ones declare, would cost more
// than all analysis together.
func build(pass *analysis.Pass) *ssa.Package {
	prog := ssa.NewProgram(pass.Fset, ssa.BuilderMode(0))
	named := namedObjects(pass)
	for _, p := range pass.Pkg.Imports() {
		createImport(prog, p, named[p])
	}
	pkg := prog.CreatePackage(pass.Pkg, inorder.Files(pass.Fset, pass.Files), ordered(pass), false)
	pkg.Build()
	return pkg
}

// ordered returns what is known of the types, with the initialisers of package
// variables in the order of the source. That is not the one they run in, which
// differs with the order of the files; nothing here depends on it.
func ordered(pass *analysis.Pass) *types.Info {
	info := *pass.TypesInfo
	info.InitOrder = slices.SortedStableFunc(slices.Values(info.InitOrder), func(a, b *types.Initializer) int {
		return inorder.Compare(pass.Fset, a.Rhs.Pos(), b.Rhs.Pos())
	})
	return &info
}
