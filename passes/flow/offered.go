package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// What registers the signals that it is given may be called through an interface,
// or through a field or variable that it is kept in. The fact of the interface's
// method, or of the variable, tells then what it leaves to its callers. A call of
// which nothing is told registers its signals as far as its type shows it: whether
// they are caught or ignored is not known.

// Given is the Func of a Handler for signals of which only this is known.
const Given = "given"

// offer exports the facts of what the package's own functions may be called
// through.
func (e *engine) offer() {
	e.eachOffer(e.offerVar)
	scope := e.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		if obj, ok := scope.Lookup(name).(*types.TypeName); ok {
			if iface, ok := obj.Type().Underlying().(*types.Interface); ok {
				e.offerMethods(iface)
			}
		}
	}
}

// eachOffer calls f for each exported variable and field of the package that keeps
// functions which take signals, with what is stored there.
func (e *engine) eachOffer(f func(v *types.Var, stored []ssa.Value)) {
	offer := func(v *types.Var, stored []ssa.Value) {
		sig, ok := v.Type().Underlying().(*types.Signature)
		if ok && v.Exported() && v.Pkg() == e.pass.Pkg && takesSignals(sig) {
			f(v, stored)
		}
	}
	scope := e.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		switch obj := scope.Lookup(name).(type) {
		case *types.Var:
			if g, ok := e.ix.Pkg.Members[name].(*ssa.Global); ok {
				offer(obj, e.ix.StoredGlobal(g))
			}
		case *types.TypeName:
			if s, ok := obj.Type().Underlying().(*types.Struct); ok {
				for v := range s.Fields() {
					offer(v, e.ix.StoredField(v))
				}
			}
		}
	}
}

// shown reports whether other packages may call a function, also through an
// exported variable or field that it is kept in.
func (e *engine) shown(fn *ssa.Function) bool {
	if e.keptShown == nil {
		e.keptShown = make(map[*ssa.Function]bool)
		if e.pass.Pkg.Name() != "main" {
			e.eachOffer(func(_ *types.Var, stored []ssa.Value) {
				for _, v := range stored {
					if kept := functionOf(v); kept != nil {
						e.keptShown[e.ix.Declared(kept)] = true
					}
				}
			})
		}
	}
	return visible(fn) || e.keptShown[fn]
}

// offerMethods exports the facts of the methods of an interface.
func (e *engine) offerMethods(iface *types.Interface) {
	for m := range iface.ExplicitMethods() {
		if !m.Exported() || !takesSignals(m.Signature()) {
			continue
		}
		var opens []Open
		for _, fn := range e.implementing(iface, m) {
			opens = append(opens, bound(e.opensOf(fn))...)
		}
		if len(opens) > 0 {
			e.pass.ExportObjectFact(m, &reaches{Opens: opens})
		}
	}
}

// offerVar exports the fact of a variable or field that functions are kept in.
func (e *engine) offerVar(v *types.Var, stored []ssa.Value) {
	var opens []Open
	for _, x := range stored {
		for _, root := range e.ix.Trace(x) {
			opens = append(opens, e.opensOfValue(root.Value)...)
		}
	}
	if len(opens) > 0 {
		e.pass.ExportObjectFact(v, &reaches{Opens: opens})
	}
}

// opensOfValue returns what a function value leaves to its callers, by the
// arguments that they give.
func (e *engine) opensOfValue(v ssa.Value) []Open {
	fn := functionOf(v)
	if fn == nil {
		return nil
	}
	declared := e.ix.Declared(fn)
	var opens []Open
	if e.ix.Local(declared) {
		opens = e.opensOf(declared)
	} else if obj, ok := declared.Object().(*types.Func); ok && len(e.imports) > 0 {
		var fact reaches
		if e.pass.ImportObjectFact(obj.Origin(), &fact) {
			opens = fact.Opens
		}
	}
	if declared.Signature.Recv() != nil && len(fn.FreeVars) > 0 {
		return bound(opens)
	}
	return opens
}

// bound is what is left to callers of a method that do not give the receiver.
func bound(opens []Open) []Open {
	var out []Open
	for _, o := range opens {
		ofResult := o.Kind == OpenResult || o.Kind == OpenWait
		if o.From == 0 || o.Index == 0 && !ofResult {
			continue // the receiver's
		}
		if o.Index > 0 && !ofResult {
			o.Index--
		}
		if o.From > 0 {
			o.From--
		}
		out = append(out, o)
	}
	return out
}

// takesSignals reports whether a function takes signals, one or a list.
func takesSignals(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		if values.HoldSignals(v.Type()) {
			return true
		}
	}
	return false
}

// opensAt returns what a call leaves to its caller, of a function of another
// package, or of one that is called through an interface or a variable.
func (e *engine) opensAt(call ssa.CallInstruction) []Open {
	c := call.Common()
	if callee := e.ix.Static(c); callee != nil {
		if e.ix.Local(callee) || callee.Object() == nil {
			return nil
		}
		return e.opensOfObject(callee.Object())
	}
	if _, ok := c.Value.(*ssa.Builtin); ok || e.osSignal(call) != nil || !takesSignals(c.Signature()) {
		return nil
	}
	if c.IsInvoke() {
		if iface, ok := c.Value.Type().Underlying().(*types.Interface); !ok || len(e.implementing(iface, c.Method)) > 0 {
			return nil // followed, or of a type parameter
		}
		opens := e.opensOfObject(c.Method)
		if len(opens) == 0 {
			opens = e.opensOfReceivers(c)
		}
		return e.orGiven(opens, call)
	}
	var opens []Open
	known := false
	for _, root := range e.traceUp(c.Value) {
		fn := functionOf(root.Value)
		switch {
		case fn != nil && e.ix.Local(e.ix.Declared(fn)):
			return nil // followed
		case fn != nil:
			known = true
			opens = append(opens, e.opensOfValue(root.Value)...)
		case root.Obj != nil:
			opens = append(opens, e.opensOfObject(root.Obj)...)
		}
	}
	if known {
		return opens
	}
	return e.orGiven(opens, call)
}

// opensOfReceivers returns what a call through an interface leaves to its caller
// for the types of other packages that may be in it.
func (e *engine) opensOfReceivers(c *ssa.CallCommon) []Open {
	var opens []Open
	seen := make(map[types.Object]bool)
	for _, root := range e.traceUp(c.Value) {
		if root.Value == nil || types.IsInterface(root.Value.Type()) {
			continue
		}
		sel := e.msets.MethodSet(root.Value.Type()).Lookup(c.Method.Pkg(), c.Method.Name())
		if sel != nil && !seen[sel.Obj()] {
			seen[sel.Obj()] = true
			opens = append(opens, bound(e.opensOfObject(sel.Obj()))...)
		}
	}
	return opens
}

func (e *engine) opensOfObject(obj types.Object) []Open {
	if fn, ok := obj.(*types.Func); ok {
		obj = fn.Origin()
	}
	var fact reaches
	if len(e.imports) == 0 || obj.Pkg() == nil || !e.pass.ImportObjectFact(obj, &fact) {
		return nil
	}
	return fact.Opens
}

// orGiven returns what a call leaves open, or what its type shows where nothing
// is told.
func (e *engine) orGiven(opens []Open, call ssa.CallInstruction) []Open {
	if len(opens) > 0 {
		return opens
	}
	sig := call.Common().Signature()
	list, single, answer := -1, -1, false
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		_, isList := t.Underlying().(*types.Slice)
		_, isFunc := t.Underlying().(*types.Signature)
		switch {
		case isList && values.HoldSignals(t):
			list = i
		case isSignal(t):
			single = i
		case isFunc, signalChan(t):
			answer = true
		}
	}
	for v := range sig.Results().Variables() {
		_, isFunc := v.Type().Underlying().(*types.Signature)
		answer = answer || isFunc || signalChan(v.Type())
	}
	switch {
	case list >= 0:
		return []Open{{Kind: OpenSet, Func: Given, Index: -1, From: list, Others: true, Place: e.place(call.Pos())}}
	case single >= 0 && answer:
		return []Open{{Kind: OpenSet, Func: Given, Index: -1, From: single, Others: true, Place: e.place(call.Pos())}}
	}
	return nil
}
