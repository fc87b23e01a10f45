// Package sigcalls defines an Analyzer that finds the calls to os/signal in a
// package and resolves the signals they name.
package sigcalls

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/inorder"
	"github.com/siglint/siglint/passes/lazyssa"
	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// Analyzer yields a *Result. It leaves at once where a package does not import
// os/signal.
var Analyzer = &analysis.Analyzer{
	Name:             "sigcalls",
	Doc:              "find the calls to os/signal and the signals they name",
	Requires:         []*analysis.Analyzer{lazyssa.Analyzer},
	Run:              run,
	RunDespiteErrors: true, // to say that nothing is known
	FactTypes:        []analysis.Fact{new(holds)},
	ResultType:       reflect.TypeFor[*Result](),
}

// A Result holds the calls of a package, by position.
type Result struct {
	Calls []*Call

	// Index is nil where the package does not name os.Signal at all, and where
	// that could not be found out.
	Index *values.Index

	// Failed says that the package could not be read to the end: it does not
	// compile, or the analysis gave up. It may register anything.
	Failed bool

	// Broken says that the package does not compile, so that nothing can be
	// told of it; one that has nothing to do with signals itself is not Failed.
	Broken bool

	pass *analysis.Pass
}

// A Call is one call of a function of os/signal.
type Call struct {
	Func    string        // "Notify", "NotifyContext", "Ignore", "Reset", "Stop" or "Ignored"
	Expr    *ast.CallExpr // the call
	Fn      *ssa.Function // the function it stands in
	Instr   ssa.CallInstruction
	Channel ast.Expr    // of Notify and Stop, else nil
	Context ast.Expr    // of NotifyContext, else nil
	Signals []ast.Expr  // the arguments that are or hold signals
	Set     signals.Set // the signals, as far as they are known

	// Params are the parameters that hold signals of the call besides those in Set.
	Params []values.Root
	// Fields are the exported fields that hold the unknown signals of Set, if
	// nothing else does.
	Fields []*types.Var
}

// Of yields the calls of the named functions.
func (r *Result) Of(names ...string) iter.Seq[*Call] {
	return func(yield func(*Call) bool) {
		for _, c := range r.Calls {
			if slices.Contains(names, c.Func) && !yield(c) {
				return
			}
		}
	}
}

// seeds are words for signals, and the ways to code that is not Go.
var seeds = [][]byte{[]byte(`"os/signal"`), []byte("os.Signal"), []byte(`"plugin"`), []byte(`import "C"`)}

// Seed reports whether a file with this text may matter to what a program
// does with signals, before anything of it is parsed.
func Seed(src []byte) bool {
	for _, seed := range seeds {
		if bytes.Contains(src, seed) {
			return true
		}
	}
	return false
}

func run(pass *analysis.Pass) (res any, err error) {
	result := &Result{pass: pass}
	defer func() {
		if recover() != nil {
			res, err = &Result{pass: pass, Failed: true}, nil
		}
	}()
	switch {
	case Standard(pass):
		return result, nil
	case broken(pass):
		result.Broken = true
		result.Failed = concerned(pass) || absent(pass)
		return result, nil
	case !concerned(pass):
		return result, nil
	}
	result.Index = values.New(pass.ResultOf[lazyssa.Analyzer].(*lazyssa.Result).Build())
	result.exportHeld()
	if pass.Pkg.Path() != "os/signal" { // which some drivers do not tell to be of std
		result.find()
	}
	return result, nil
}

// concerned reports whether a package has to do with os.Signal: imports
// os/signal, or names the type, or something that takes or yields such values.
func concerned(pass *analysis.Pass) bool {
	if Imports(pass, "os/signal") {
		return true
	}
	if pass.Pkg.Path() == "os" { // which some drivers do not tell to be of std
		return false
	}
	for _, obj := range pass.TypesInfo.Uses {
		if obj.Pkg() != nil && (isOSSignal(obj.Type()) || deals(obj)) {
			return true
		}
	}
	return false
}

// deals reports whether an object outside the standard library is a function, or
// holds one, that takes signals or channels of them.
func deals(obj types.Object) bool {
	sig, ok := obj.Type().(*types.Signature)
	if !ok || StandardPath(obj.Pkg().Path()) {
		return false
	}
	for v := range sig.Params().Variables() {
		t := v.Type()
		if c, ok := t.Underlying().(interface{ Elem() types.Type }); ok {
			t = c.Elem()
		}
		if isOSSignal(t) {
			return true
		}
	}
	return false
}

func isOSSignal(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Signal" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "os"
}

// Imports reports whether a package imports another.
func Imports(pass *analysis.Pass, path string) bool {
	for _, p := range pass.Pkg.Imports() {
		if p.Path() == path {
			return true
		}
	}
	return false
}

// standard holds the first elements of the standard library's import paths.
var standard = strings.Fields(`archive bufio builtin bytes cmp compress container context crypto database debug
	embed encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime net os path
	plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique
	unsafe vendor weak cmd`)

// Standard reports whether a package is of the standard library. What is
// known of that is a table, not an inference.
func Standard(pass *analysis.Pass) bool {
	if pass.Module != nil && pass.Module.Path != "std" && pass.Module.Path != "cmd" {
		return false
	}
	return StandardPath(pass.Pkg.Path())
}

// StandardPath reports whether an import path looks like one of the standard
// library.
func StandardPath(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return slices.Contains(standard, first)
}

// find collects the calls.
func (r *Result) find() {
	exprs := callExprs(r.pass.Files)
	for _, fn := range r.Index.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				name := r.callee(call.Common())
				if expr := exprs[call.Common().Pos()]; name != "" && expr != nil {
					r.Calls = append(r.Calls, r.call(name, fn, call, expr))
				}
			}
		}
	}
	slices.SortFunc(r.Calls, func(a, b *Call) int { return inorder.Compare(r.pass.Fset, a.Expr.Pos(), b.Expr.Pos()) })
}

// callExprs returns the calls of the files by their left parenthesis, as SSA
// places them.
func callExprs(files []*ast.File) map[token.Pos]*ast.CallExpr {
	m := make(map[token.Pos]*ast.CallExpr)
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				m[call.Lparen] = call
			}
			return true
		})
	}
	return m
}

// callee returns the name of the function of os/signal that is called, also
// through a variable or field that nothing else is kept in, or that only other
// packages set; or "".
func (r *Result) callee(call *ssa.CallCommon) string {
	if call.IsInvoke() {
		return byType(call.Signature(), call.Method.Name())
	}
	if fn := call.StaticCallee(); fn != nil {
		return function(fn)
	}
	name, found := "", false
	for _, root := range r.given(r.Index.Trace(call.Value)) {
		fn, ok := root.Value.(*ssa.Function)
		found = found || root.Kind == values.Made
		switch {
		case root.Kind == values.Field || root.Kind == values.Global || root.Kind == values.Param:
			continue // the place itself; what is stored there follows
		case root.Kind != values.Made || !ok || function(fn) == "":
			if name == "" {
				continue // a test may put another function there
			}
		case name == "":
			name = function(fn)
		}
	}
	if !found {
		return byType(call.Signature(), r.kept(call.Value))
	}
	return name
}

// byType returns the function of os/signal that a function value of another
// package, or a method of an interface, stands for: nothing else has such a type,
// or such a type and that name. It is there for tests to replace.
func byType(sig *types.Signature, name string) string {
	var spelt []string
	for v := range sig.Params().Variables() {
		spelt = append(spelt, v.Type().String())
	}
	spelt = append(spelt, "->")
	for v := range sig.Results().Variables() {
		spelt = append(spelt, v.Type().String())
	}
	switch strings.Join(spelt, " ") {
	case "chan<- os.Signal []os.Signal ->":
		return "Notify"
	case "context.Context []os.Signal -> context.Context context.CancelFunc":
		return "NotifyContext"
	case "chan<- os.Signal ->":
		return "Stop"
	case "[]os.Signal ->":
		if name == "Ignore" || name == "Reset" {
			return name
		}
	}
	return ""
}

// kept returns the name of the function of os/signal that another package keeps
// in a field or variable, as its fact tells, or "".
func (r *Result) kept(v ssa.Value) string {
	for _, root := range r.Index.Trace(v) {
		var fact holds
		if root.Obj != nil && r.pass.ImportObjectFact(root.Obj, &fact) {
			return fact.Func
		}
	}
	return ""
}

// given adds what the callers in the package give for the parameters among
// roots.
func (r *Result) given(roots []values.Root) []values.Root {
	for _, root := range slices.Clone(roots) {
		if root.Kind != values.Param {
			continue
		}
		for _, call := range r.Index.Callers(root.Fn) {
			if args := call.Common().Args; root.Index < len(args) {
				roots = append(slices.Clip(roots), r.Index.Trace(args[root.Index])...)
			}
		}
	}
	return roots
}

func function(fn *ssa.Function) string {
	if fn.Pkg == nil || fn.Pkg.Pkg.Path() != "os/signal" || fn.Signature.Recv() != nil {
		return ""
	}
	switch fn.Name() {
	case "Notify", "NotifyContext", "Ignore", "Reset", "Stop", "Ignored":
		return fn.Name()
	}
	return ""
}

// call describes one call. Have: expr is the syntax of instr.
func (r *Result) call(name string, fn *ssa.Function, instr ssa.CallInstruction, expr *ast.CallExpr) *Call {
	c := &Call{Func: name, Expr: expr, Fn: fn, Instr: instr}
	args := expr.Args
	switch {
	case name == "Notify" && len(args) > 0:
		c.Channel, c.Signals = args[0], args[1:]
	case name == "Stop" && len(args) > 0:
		c.Channel = args[0]
		return c
	case name == "NotifyContext" && len(args) > 0:
		c.Context, c.Signals = args[0], args[1:]
	default:
		c.Signals = args
	}
	ssaArgs := instr.Common().Args
	if len(ssaArgs) == 0 {
		return c
	}
	set := r.Signals(ssaArgs[len(ssaArgs)-1])
	c.Set, c.Params, c.Fields = set.Set, set.Params, set.Fields
	if c.Set.Empty() && len(c.Params) == 0 && name != "Ignored" {
		c.Set.All = true // no signal at all means every signal
	}
	return c
}

// Signals resolves a value that is or holds signals.
func (r *Result) Signals(v ssa.Value) values.SignalSet { return r.Index.Signals(v, r.Known) }

// Known answers for the variables and functions of other packages.
func (r *Result) Known(obj types.Object) (signals.Set, bool) {
	var fact holds
	if r.pass.ImportObjectFact(obj, &fact) {
		return fact.set(), true
	}
	return signals.Set{}, false
}
