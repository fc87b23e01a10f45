package lazyssa_test

import (
	"fmt"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/lazyssa"
)

// Every call to another package has its function, whether it is reached by its
// name, through an alias, an embedded field, an instance or an interface; and no
// more is made of an import than is named.
func Test(t *testing.T) {
	calls := &analysis.Analyzer{
		Name: "calls", Doc: "list calls", Requires: []*analysis.Analyzer{lazyssa.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			pkg := pass.ResultOf[lazyssa.Analyzer].(*lazyssa.Result).Build()
			for _, m := range pkg.Members {
				if fn, ok := m.(*ssa.Function); ok && fn.Synthetic == "" {
					pass.Reportf(fn.Pos(), "calls %s", strings.Join(callees(fn), " "))
				}
			}
			pass.Reportf(pass.Files[0].Package, "members %s", strings.Join(members(pkg), " "))
			return nil, nil
		},
	}
	analysistest.Run(t, analysistest.TestData(), calls, "a")
}

func callees(fn *ssa.Function) []string {
	var names []string
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			switch callee := call.Common().StaticCallee(); {
			case call.Common().IsInvoke():
				names = append(names, "invoke:"+call.Common().Method.Name())
			case callee == nil:
				names = append(names, fmt.Sprintf("%T", call.Common().Value))
			default:
				obj := callee.Object().(*types.Func)
				names = append(names, obj.Origin().FullName())
			}
		}
	}
	return names
}

// members returns what was made of the imports, without initialisers.
func members(pkg *ssa.Package) []string {
	var names []string
	for _, p := range pkg.Prog.AllPackages() {
		for name := range p.Members {
			if p != pkg && !strings.HasPrefix(name, "init") {
				names = append(names, p.Pkg.Name()+"."+name)
			}
		}
	}
	slices.Sort(names)
	return names
}
