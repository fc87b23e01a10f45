package sigcalls

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// A holds fact records which signals an exported variable holds, or the
// result of an exported function; or which function of os/signal an exported
// variable or field does.
type holds struct {
	Signals []string // sorted
	Unknown bool     // and perhaps others
	Func    string   // "Ignore" or "Reset"
}

func (*holds) AFact() {}

func (h *holds) String() string {
	if h.Func != "" {
		return "holds(" + h.Func + ")"
	}
	return "holds(" + h.set().String() + ")"
}

func (h *holds) set() signals.Set { return signals.Set{Names: h.Signals, Unknown: h.Unknown} }

// exportHeld exports the facts of the package's variables, fields and functions.
func (r *Result) exportHeld() {
	r.exportFuncs()
	for _, m := range r.Index.Pkg.Members {
		switch m := m.(type) {
		case *ssa.Global:
			if obj := m.Object(); obj != nil && obj.Exported() && values.HoldSignals(obj.Type()) {
				r.export(obj, r.variable(m))
			}
		case *ssa.Function:
			sig := m.Signature
			if obj := m.Object(); obj != nil && obj.Exported() && sig.Results().Len() == 1 && values.HoldSignals(sig.Results().At(0).Type()) {
				r.export(obj, r.result(m))
			}
		}
	}
}

// exportFuncs exports the facts of what holds functions whose type does not tell
// which they are.
func (r *Result) exportFuncs() {
	scope := r.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		switch obj := scope.Lookup(name).(type) {
		case *types.Var:
			if g, ok := r.Index.Pkg.Members[name].(*ssa.Global); ok {
				r.exportFunc(obj, r.Index.StoredGlobal(g))
			}
		case *types.TypeName:
			if s, ok := obj.Type().Underlying().(*types.Struct); ok && !obj.IsAlias() {
				for f := range s.Fields() {
					r.exportFunc(f, r.Index.StoredField(f))
				}
			}
		}
	}
}

// exportFunc exports the fact of one variable or field that keeps Ignore or Reset.
func (r *Result) exportFunc(v *types.Var, stored []ssa.Value) {
	if _, ok := v.Type().Underlying().(*types.Signature); !ok || !v.Exported() || v.Pkg() != r.pass.Pkg {
		return
	}
	for _, x := range stored {
		for _, root := range r.Index.Trace(x) {
			fn, ok := root.Value.(*ssa.Function)
			if !ok {
				continue
			}
			if name := function(fn); name == "Ignore" || name == "Reset" {
				r.pass.ExportObjectFact(v, &holds{Func: name})
				return
			}
		}
	}
}

func (r *Result) export(obj types.Object, set signals.Set) {
	if len(set.Names) > 0 {
		r.pass.ExportObjectFact(obj, &holds{Signals: set.Names, Unknown: set.Unknown})
	}
}

// variable resolves what is stored in a package variable.
func (r *Result) variable(g *ssa.Global) signals.Set {
	var set signals.Set
	for _, v := range r.Index.StoredGlobal(g) {
		set = set.Union(r.Signals(v).Set)
	}
	return set
}

// result resolves what a function returns.
func (r *Result) result(fn *ssa.Function) signals.Set {
	var set signals.Set
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			s := r.Signals(ret.Results[0])
			set = set.Union(s.Set)
			set.Unknown = set.Unknown || len(s.Params) > 0
		}
	}
	return set
}

func isSignal(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Name() != "Signal" {
		return false
	}
	path := named.Obj().Pkg().Path()
	return path == "os" || path == "syscall"
}
