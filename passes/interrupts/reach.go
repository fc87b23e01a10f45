package interrupts

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/inorder"
)

// visible reports whether code of other packages can call fn by its name.
func (x *index) visible(fn *ssa.Function) bool {
	obj, ok := fn.Object().(*types.Func)
	return ok && obj.Exported() && x.pass.Pkg.Name() != "main"
}

// inTest reports whether pos is in a test file.
func (x *index) inTest(pos token.Pos) bool {
	return pos.IsValid() && strings.HasSuffix(x.pass.Fset.File(pos).Name(), "_test.go")
}

// noReturn reports whether a call ends the goroutine or the program.
func (x *index) noReturn(common *ssa.CallCommon) bool {
	fn := declaredFunc(common)
	if fn != nil && fn.Pkg() != nil && fn.Pkg() != x.pass.Pkg {
		name := fn.Name()
		switch fn.Pkg().Path() + "." + name {
		case "os.Exit", "runtime.Goexit", "syscall.Exit", "golang.org/x/sys/unix.Exit",
			"testing.FailNow", "testing.SkipNow", "testing.Skip", "testing.Skipf":
			return true
		}
		return strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Panic")
	}
	if callee := common.StaticCallee(); callee != nil && callee.Pkg == x.pkg {
		return x.neverReturns(genuine(callee))
	}
	return false
}

// neverReturns reports whether no path through fn comes to a return.
func (x *index) neverReturns(fn *ssa.Function) bool {
	if never, ok := x.alone[fn]; ok {
		return never
	}
	x.alone[fn] = false // for recursion
	if len(fn.Blocks) == 0 || fn.Recover != nil {
		return false
	}
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		returns, ends := x.ends(b)
		if returns {
			return false
		}
		if !ends {
			work = append(work, b.Succs...)
		}
	}
	x.alone[fn] = true
	return true
}

// ends reports whether a block comes to a return, or to a call that has none.
func (x *index) ends(b *ssa.BasicBlock) (returns, ends bool) {
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.Call:
			if x.noReturn(&instr.Call) {
				return false, true
			}
		case *ssa.Return:
			return true, true
		}
	}
	return false, false
}

// declared returns the functions and methods of a package, in the order of the
// source.
func declared(pass *analysis.Pass) []*types.Func {
	var fns []*types.Func
	for _, f := range inorder.Files(pass.Fset, pass.Files) {
		for _, d := range f.Decls {
			if decl, ok := d.(*ast.FuncDecl); ok {
				if fn, ok := pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					fns = append(fns, fn)
				}
			}
		}
	}
	return fns
}

// onLinux reports whether the package is analysed for Linux, as far as its
// imports tell.
func onLinux(pkg *types.Package) bool {
	for _, imp := range pkg.Imports() {
		if isSyscallPackage(imp.Path()) {
			return onLinuxScope(imp.Scope())
		}
	}
	return true
}

func onLinuxScope(s *types.Scope) bool { return s.Lookup("EpollWait") != nil }

// modulePath returns the path of the module analysed, or nothing.
func modulePath(pass *analysis.Pass) string {
	if pass.Module == nil {
		return ""
	}
	return pass.Module.Path
}
