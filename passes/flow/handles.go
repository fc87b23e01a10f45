package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
)

// A function may be given the signal, and do what is to be done. To callers in
// other packages a fact tells what that is, signal by signal, and whether it
// answers yes or no.

// openHandles notes what visible functions do with a signal that they are given.
func (e *engine) openHandles() {
	for _, fn := range e.ix.Funcs {
		if !visible(fn) || fn.Parent() != nil || len(fn.Blocks) == 0 {
			continue
		}
		for i, p := range fn.Params {
			if isSignal(p.Type()) {
				e.opens[fn] = append(e.opens[fn], e.openHandle(fn, i))
				break
			}
		}
	}
}

// openHandle follows each signal through a function that is given it as
// parameter i.
func (e *engine) openHandle(fn *ssa.Function, i int) Open {
	o := Open{Kind: OpenHandle, Index: i, From: -1, Place: e.place(fn.Pos())}
	all := signals.Set{All: true}
	for _, name := range e.sortedSignals(all) {
		e.work(1)
		f, rets := e.called(fn, name, false)
		b := Branch{Signal: name, Effect: effects[f.verdict(name, all)], Place: e.place(fn.Pos())}
		b.Action = action(f, b.Effect)
		o.Branches = append(o.Branches, b)
		if len(rets) == 1 {
			if yes, known := rets[0].truth(); known {
				o.answer(name, yes)
			}
		}
	}
	return o
}

func (o *Open) answer(signal string, yes bool) {
	if yes {
		o.Yes = append(o.Yes, signal)
	} else {
		o.No = append(o.No, signal)
	}
}

// branch returns what a handle tells of one signal.
func (o *Open) branch(name string) Branch {
	i := slices.IndexFunc(o.Branches, func(b Branch) bool { return b.Signal == name })
	if i < 0 {
		return Branch{Signal: name, Effect: signals.UnknownEffect}
	}
	return o.Branches[i]
}

// handlesOf returns what a function of another package does with a signal that
// it is given, or nil.
func (e *engine) handlesOf(fn *ssa.Function) *Open {
	if len(e.imports) == 0 || !takesSignal(fn.Signature) {
		return nil
	}
	obj, ok := fn.Object().(*types.Func)
	var fact reaches
	if !ok || !e.pass.ImportObjectFact(obj.Origin(), &fact) {
		return nil
	}
	for _, o := range fact.Opens {
		if o.Kind == OpenHandle {
			return &o
		}
	}
	return nil
}

func takesSignal(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		if isSignal(v.Type()) {
			return true
		}
	}
	return false
}

// handled follows a call of a function of another package that is given the
// signal, if a fact tells what comes of it.
func (f *frame) handled(instr ssa.CallInstruction, fn *ssa.Function, c *ssa.CallCommon) ([]step, []val, bool) {
	o := f.ev.e.handlesOf(fn)
	if o == nil || o.Index >= len(c.Args) {
		return nil, nil, false
	}
	x := f.eval(c.Args[o.Index])
	if x.kind != isSig || !x.got {
		return nil, nil, false
	}
	f.ev.peek(x)
	f.ev.others, f.ev.given = true, true // the answer depends on the signal
	var rets []val
	switch {
	case slices.Contains(o.Yes, x.signal):
		rets = []val{boolean(true)}
		f.ev.isNamed = f.ev.isNamed || len(o.Yes) < len(o.No)
	case slices.Contains(o.No, x.signal):
		rets = []val{boolean(false)}
	}
	b := o.branch(x.signal)
	if b.Effect == signals.Nothing {
		return nil, rets, true
	}
	a := f.ev.act(instr, f.ev.e.text(instr, fn.Name()), Work, f)
	a.weak = b.Effect == signals.UnknownEffect
	if b.Effect == signals.Terminates {
		a.Kind = Ends
	}
	return []step{{act: a}}, rets, true
}

// calledBack follows the functions that a helper of another package calls.
func (e *engine) calledBack(r *Registration) []Branch {
	out := e.calledAt(r, r.open.Index)
	for _, i := range r.open.Or {
		for at, b := range e.calledAt(r, i) {
			if b.Effect == signals.Terminates && at < len(out) {
				out[at] = b
			}
		}
	}
	return out
}

// calledAt tells what the function does for each signal that is given as one of the
// arguments of the call that registers it.
func (e *engine) calledAt(r *Registration, index int) []Branch {
	args := r.Instr.Common().Args
	if index >= len(args) {
		return nil
	}
	if roots := e.traceUp(args[index]); cancels(args[index].Type(), roots, e.ix) {
		return e.all(r.Set, Branch{Effect: signals.Terminates, Action: strings.TrimSpace("cancels " + e.contextName(roots))})
	}
	var out []Branch
	for _, name := range e.sortedSignals(r.Set) {
		b := Branch{Signal: name, Effect: signals.UnknownEffect}
		for _, root := range e.traceUp(args[index]) {
			fn := functionOf(root.Value)
			if fn == nil {
				continue
			}
			if fn = e.ix.Declared(fn); e.ix.Local(fn) {
				b = e.callback(fn, name, r)
			} else if o := e.handlesOf(fn); o != nil {
				b = o.branch(name)
			}
		}
		if b.Effect == signals.UnknownEffect {
			b.Effect = effects[judge(exitSet{{kind: back, state: state{weak: true}}}, name)]
		}
		out = append(out, b)
	}
	return out
}

// callback follows a function that is called with a signal, or because of it.
func (e *engine) callback(fn *ssa.Function, name string, r *Registration) Branch {
	f, rets := e.called(fn, name, r.open.Goes)
	if len(rets) > 0 && rets[len(rets)-1].kind != isNil {
		for i, x := range f.exits {
			f.exits[i].weak = x.weak || x.kind == back || x.kind == goes // whoever calls it may stop at an error
		}
	}
	b := Branch{Signal: name, Effect: effects[f.verdict(name, e.together(r))], Place: e.place(fn.Pos())}
	b.Action = action(f, b.Effect)
	return b
}

// called follows a signal that a function is given, from its begin to where it
// returns; once says that it is called no second time.
func (e *engine) called(fn *ssa.Function, name string, once bool) (*followed, []val) {
	ev := e.newEvaluator(nil, name, 0)
	fr := &frame{ev: ev, fn: fn, env: make(map[ssa.Value]val)}
	for _, p := range fn.Params {
		if isSignal(p.Type()) {
			fr.env[p] = val{kind: isSig, signal: name, got: true}
		}
	}
	ev.active[fn]++
	xs, rets := fr.run(node{b: fn.Blocks[0]}, []state{{}})
	for i := range xs {
		if xs[i].kind == returns {
			xs[i].kind = back
			if once {
				xs[i].kind = goes
			}
		}
	}
	return &followed{exits: xs, acts: ev.acts, ev: ev, named: ev.isNamed, others: ev.others}, rets
}
