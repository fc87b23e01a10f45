package lateregistration

import (
	_ "embed"
	"fmt"
	"go/constant"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/sigcalls"
)

//go:embed doc.go
var doc string

// Analyzer reports signals that are registered too late.
var Analyzer = &analysis.Analyzer{
	Name:       "lateregistration",
	Doc:        checkdoc.MustExtract(doc, "lateregistration"),
	URL:        checkdoc.URL("lateregistration"),
	Requires:   []*analysis.Analyzer{sigcalls.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("lateregistration", run),
}

func run(pass *analysis.Pass) (any, error) {
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	for call := range calls.Of("Notify", "NotifyContext") {
		if call.Instr == nil || call.Fn == nil || places.Test(pass, call.Expr.Pos()) {
			continue // dead code, or part of no program
		}
		if start := startedBy(call.Fn); start != nil {
			report(pass, call, fmt.Sprintf("signal.%s runs inside a goroutine; until it does, signals have their default action", call.Func),
				start.Pos(), "the goroutine starts here")
		} else if before := announced(call.Instr); before != nil {
			report(pass, call, fmt.Sprintf("signal.%s comes after %s; a signal in between has its default action", call.Func, name(before.Common())),
				before.Pos(), "announced here")
		}
	}
	return nil, nil
}

func report(pass *analysis.Pass, call *sigcalls.Call, message string, at token.Pos, here string) {
	pass.Report(analysis.Diagnostic{
		Pos:     call.Expr.Pos(),
		End:     call.Expr.End(),
		Message: message,
		Related: []analysis.RelatedInformation{{Pos: at, End: at, Message: here}},
	})
}

// startedBy returns the go statement that starts a function, where no other
// call or use of it is seen.
func startedBy(fn *ssa.Function) *ssa.Go {
	var start *ssa.Go
	only := func(refs *[]ssa.Instruction, v ssa.Value) bool {
		for _, ref := range *refs {
			g, ok := ref.(*ssa.Go)
			if !ok || g.Call.Value != v {
				return false
			}
			start = g
		}
		return true
	}
	if fn.Parent() == nil {
		return startedNamed(fn)
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MakeClosure:
				if instr.Fn == fn && !only(instr.Referrers(), instr) {
					return nil
				}
			case *ssa.Go:
				if instr.Call.Value == fn {
					start = instr
				}
			}
		}
	}
	return start
}

// startedNamed does so for a declared, unexported function.
func startedNamed(fn *ssa.Function) *ssa.Go {
	if fn.Pkg == nil || token.IsExported(fn.Name()) || fn.Signature.Recv() != nil {
		return nil // others may call it
	}
	var start *ssa.Go
	for _, other := range functions(fn.Pkg) {
		for _, b := range other.Blocks {
			for _, instr := range b.Instrs {
				if g, ok := instr.(*ssa.Go); ok && g.Call.Value == fn {
					start = g
				} else if uses(instr, fn) {
					return nil // called as well
				}
			}
		}
	}
	return start
}

func uses(instr ssa.Instruction, fn *ssa.Function) bool {
	for _, op := range instr.Operands(nil) {
		if *op == ssa.Value(fn) {
			return true
		}
	}
	return false
}

// functions yields the functions of a package, literals and all.
func functions(pkg *ssa.Package) []*ssa.Function {
	var all []*ssa.Function
	var add func(*ssa.Function)
	add = func(fn *ssa.Function) {
		all = append(all, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, m := range pkg.Members {
		if fn, ok := m.(*ssa.Function); ok {
			add(fn)
		}
	}
	return all
}

// announced finds a call that every way to the registration passes, after
// which the outside may know of the program.
func announced(reg ssa.CallInstruction) ssa.CallInstruction {
	for b := reg.Block(); b != nil; b = b.Idom() {
		for _, instr := range b.Instrs {
			if instr == ssa.Instruction(reg) {
				break // what follows comes later
			}
			if call, ok := instr.(ssa.CallInstruction); ok && announces(call) {
				return call
			}
		}
	}
	return nil
}

// announces reports whether a call listens, serves, or notifies a service
// manager. A deferred call comes later.
func announces(call ssa.CallInstruction) bool {
	if _, ok := call.(*ssa.Defer); ok {
		return false
	}
	common := call.Common()
	callee := name(common)
	last := callee[strings.LastIndexByte(callee, '.')+1:]
	if strings.HasPrefix(last, "Listen") && last != "Listener" && last != "Listeners" || last == "Serve" || last == "ServeTLS" {
		return true
	}
	for _, arg := range common.Args {
		c, ok := arg.(*ssa.Const)
		if ok && c.Value != nil && c.Value.Kind() == constant.String && strings.Contains(constant.StringVal(c.Value), "READY=1") {
			return true
		}
	}
	return false
}

// name is how messages call a callee: "net.Listen", "Server.Serve".
func name(common *ssa.CallCommon) string {
	fn := common.StaticCallee()
	switch {
	case common.IsInvoke():
		return common.Method.Name()
	case fn == nil || fn.Parent() != nil:
		return "a function literal"
	case fn.Signature.Recv() == nil && fn.Pkg != nil:
		return fn.Pkg.Pkg.Name() + "." + fn.Name()
	default:
		return fn.Name()
	}
}
