package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// findOpens notes what exported functions do to channels of their parameters
// and results, and to functions that they are given, so that callers in other
// packages can go on.
func (e *engine) findOpens() {
	for _, u := range e.uses {
		if u.kind == useReceive && signalChan(u.ch.Type()) {
			e.openReceive(u)
		}
	}
	for _, r := range slices.Clone(e.regs) {
		if r.Func != "Notify" || r.Channel == nil {
			continue
		}
		uses := e.receives(r)
		if len(uses) == 0 {
			e.openResult(r)
		}
		for _, u := range uses {
			e.openWait(r, u)
			e.openCallback(r, u)
		}
	}
}

// openReceive notes a receive from a channel that a caller gives.
func (e *engine) openReceive(u *use) {
	for _, root := range e.rootsOf(u) {
		if root.Kind == values.Param && visible(root.Fn) {
			o := Open{Kind: OpenReceive, Index: root.Index, From: -1, Place: e.place(usePos(u))}
			o.Branches = e.branches(signals.Set{All: true}, signals.Set{All: true}, []*use{u})
			e.opens[root.Fn] = append(e.opens[root.Fn], o)
		}
	}
}

// openResult notes a registered channel that is returned.
func (e *engine) openResult(r *Registration) {
	for _, fn := range e.ix.Funcs {
		if !visible(fn) || fn.Parent() != nil {
			continue
		}
		if i := e.resultWith(fn, r.Roots); i >= 0 {
			e.opens[fn] = append(e.opens[fn], Open{Kind: OpenResult, Index: i, From: -1, Signals: r.Set, Undone: r.undone, Place: r.place})
		}
	}
}

// resultWith returns which result of fn is a channel with these roots; -1 if
// none is.
func (e *engine) resultWith(fn *ssa.Function, roots []values.Root) int {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for i, v := range ret.Results {
			if signalChan(v.Type()) && values.Share(e.ix.Trace(v), roots) {
				return i
			}
		}
	}
	return -1
}

// openWait notes a function that waits for the signal and returns.
func (e *engine) openWait(r *Registration, u *use) {
	names := e.sortedSignals(r.Set)
	if len(names) == 0 {
		return
	}
	leaving := slices.DeleteFunc(names, func(name string) bool {
		return r.undoes(name) || !slices.ContainsFunc(e.follow(u, name).exits, func(x exit) bool { return x.kind == leaves && !x.ended })
	})
	if len(leaving) == 0 {
		return
	}
	for _, fn := range e.waiters(u.fn, 0) {
		o := Open{Kind: OpenWait, Index: -1, From: -1, Signals: signals.Of(leaving...), Place: r.place}
		for i := range fn.Signature.Results().Len() {
			if isSignal(fn.Signature.Results().At(i).Type()) {
				o.Index, o.Goes = i, true
			}
		}
		e.opens[fn] = append(e.opens[fn], o)
	}
}

// waiters lists the visible functions that return when fn does.
func (e *engine) waiters(fn *ssa.Function, depth int) []*ssa.Function {
	if depth > maxUp {
		return nil
	}
	var out []*ssa.Function
	if visible(fn) && fn.Parent() == nil {
		out = append(out, fn)
	}
	for _, call := range e.ix.Callers(fn) {
		if c, ok := call.(*ssa.Call); ok && c.Parent() != fn {
			for _, w := range e.waiters(c.Parent(), depth+1) {
				if !slices.Contains(out, w) {
					out = append(out, w)
				}
			}
		}
	}
	return out
}

// openCallback notes a function that is called when the signal comes, and that
// a caller gives.
func (e *engine) openCallback(r *Registration, u *use) {
	called := make(map[values.Root][]string)
	var order []values.Root
	for _, name := range e.sortedSignals(r.Set) {
		if r.undoes(name) {
			continue
		}
		for _, a := range e.follow(u, name).acts {
			if a.param == nil || !visible(a.param.Fn) {
				continue
			}
			if called[*a.param] == nil {
				order = append(order, *a.param)
			}
			called[*a.param] = append(called[*a.param], name)
			if onlyCalls(e.follow(u, name).acts) {
				e.hand(r, name, a.param.Fn)
			}
		}
	}
	for _, p := range order {
		o := Open{Kind: OpenCallback, Index: p.Index, From: -1, Signals: signals.Of(called[p]...), Place: r.place}
		o.Goes = !slices.ContainsFunc(e.follow(u, called[p][0]).exits, func(x exit) bool { return x.kind == back })
		e.opens[p.Fn] = append(e.opens[p.Fn], o)
	}
}

// hand notes that a function which fn is given decides on a signal. Where fn
// leads to the registration, it is always given one; where it only adds to what
// is registered elsewhere, nothing is done if nobody calls it. Who calls it
// through an interface is not seen.
func (e *engine) hand(r *Registration, name string, fn *ssa.Function) {
	if e.leads(fn, r.Owner, 0) || fn.Signature.Recv() != nil && len(e.invocations()[fn.Name()]) > 0 {
		r.handed = append(r.handed, name)
		return
	}
	r.hooked = append(r.hooked, name)
}

// leads reports whether a call of fn leads to one of another function.
func (e *engine) leads(fn, to *ssa.Function, depth int) bool {
	to = topOf(to)
	if fn == to || depth > maxUp {
		return fn == to
	}
	return slices.ContainsFunc(e.callersOf(to), func(call ssa.CallInstruction) bool { return e.leads(fn, call.Parent(), depth+1) })
}

// onlyCalls reports whether acts come to nothing but calls of functions that
// are given by callers.
func onlyCalls(acts []*Act) bool {
	return !slices.ContainsFunc(acts, func(a *Act) bool {
		return a.param == nil && a.Kind != Logs && a.Kind != Local && a.Kind != Sets && a.Kind != pure
	})
}

// openSet notes a function fn that registers, for its own use, the signals
// that a caller gives, or adds them to those that are registered elsewhere.
func (e *engine) openSet(r Registration, o Open, fn *ssa.Function) {
	o.Kind, o.Index = OpenSet, -1
	named := r.Set
	o.Others = !named.Empty()
	r.Set = signals.Set{All: true}
	e.conclude(&r)
	o.Branches, o.Signals = r.Branches, named
	if fn != topOf(r.Owner) {
		o.Signals = signals.Set{}
	}
	for _, u := range e.receives(&r) {
		for _, a := range e.follow(u, "SIGHUP").acts {
			if a.param != nil && a.param.Fn == fn {
				o.Index = a.param.Index
			}
		}
	}
	e.opens[fn] = append(e.opens[fn], o)
}
