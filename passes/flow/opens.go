package flow

import (
	"cmp"
	"go/types"
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
	e.openHandles()
	for _, r := range slices.Clone(e.regs) {
		if r.Func != "Notify" || r.Channel == nil {
			continue
		}
		uses := e.receives(r)
		e.work(1 + len(uses))
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
		if root.Kind == values.Param && e.shown(root.Fn) {
			o := Open{Kind: OpenReceive, Index: root.Index, From: -1, Place: e.place(usePos(u))}
			o.Branches = e.branches(signals.Set{All: true}, signals.Set{All: true}, []*use{u})
			o.Goes = e.sendsOn(u, root.Fn)
			e.opens[root.Fn] = append(e.opens[root.Fn], o)
		}
	}
}

// sendsOn reports whether who receives signals sends them on, on a channel that a
// function returns.
func (e *engine) sendsOn(from *use, fn *ssa.Function) bool {
	return slices.ContainsFunc(e.uses, func(u *use) bool {
		return u.kind == useSend && topOf(u.fn) == topOf(from.fn) && signalChan(u.ch.Type()) && e.resultWith(fn, e.rootsOf(u)) >= 0
	})
}

// openResult notes a registered channel that is returned.
func (e *engine) openResult(r *Registration) {
	done := make(map[*ssa.Function]bool)
	for _, v := range e.returnedChans().sharing(e.names.set(r.Roots), byNumber, e.work) {
		if v.signals && !done[v.fn] {
			done[v.fn] = true
			e.opens[v.fn] = append(e.opens[v.fn], Open{Kind: OpenResult, Index: v.index, From: -1, Signals: r.Set, Fields: r.fields, Undone: r.undone, Place: r.place})
		}
	}
}

// A returnedChan is a channel that a function returns which can be called from
// outside.
type returnedChan struct {
	fn      *ssa.Function
	index   int // of the result
	signals bool
	number  int
}

func byNumber(a, b returnedChan) int { return cmp.Compare(a.number, b.number) }

// returnedChans lists the channels that functions return which can be called
// from outside.
func (e *engine) returnedChans() *group[returnedChan] {
	if e.results != nil {
		return e.results
	}
	e.results = newGroup[returnedChan](e.names)
	n := 0
	for _, fn := range e.ix.Funcs {
		if fn.Parent() != nil || !e.shown(fn) {
			continue
		}
		for _, ret := range e.ix.Returns(fn) {
			for i, v := range ret.Results {
				if _, isChan := v.Type().Underlying().(*types.Chan); isChan {
					n++
					e.results.add(e.names.set(e.ix.Trace(v)), returnedChan{fn, i, signalChan(v.Type()), n})
				}
			}
		}
	}
	return e.results
}

// resultWith returns which result of fn is a channel with these roots; -1 if
// none is.
func (e *engine) resultWith(fn *ssa.Function, roots []values.Root) int {
	for _, ret := range e.ix.Returns(fn) {
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
	e.work(len(names))
	leaving := slices.DeleteFunc(names, func(name string) bool {
		return r.undoes(name) || !slices.ContainsFunc(e.follow(u, name).exits, func(x exit) bool { return x.kind == leaves && !x.ended })
	})
	if len(leaving) == 0 {
		return
	}
	for _, fn := range e.waiters(u.fn) {
		e.work(1)
		o := Open{Kind: OpenWait, Index: -1, From: -1, Signals: r.among(leaving), Fields: r.fields, Place: r.place}
		for i := range fn.Signature.Results().Len() {
			if isSignal(fn.Signature.Results().At(i).Type()) {
				o.Index, o.Goes = i, true
			}
		}
		e.opens[fn] = append(e.opens[fn], o)
	}
}

// among returns the signals of the registration that are among names, and says
// that there may be others where it does.
func (r *Registration) among(names []string) signals.Set {
	if r.Set.Unknown {
		names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !slices.Contains(r.Set.Names, name) })
	}
	set := signals.Of(names...)
	set.Unknown = r.Set.Unknown
	return set
}

// waiters lists the visible functions that return when fn does.
func (e *engine) waiters(fn *ssa.Function) []*ssa.Function {
	if out, ok := e.waiting[fn]; ok {
		return out
	}
	var out []*ssa.Function
	seen := map[*ssa.Function]bool{fn: true}
	level := []*ssa.Function{fn}
	for range maxUp + 1 {
		var next []*ssa.Function
		for _, fn := range level {
			if e.shown(fn) && fn.Parent() == nil {
				out = append(out, fn)
			}
			for _, call := range e.ix.Callers(fn) {
				e.work(1)
				if c, ok := call.(*ssa.Call); ok && !seen[c.Parent()] {
					seen[c.Parent()] = true
					next = append(next, c.Parent())
				}
			}
		}
		level = next
	}
	e.waiting[fn] = out
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
		f := e.follow(u, name)
		if f.endsAnyway() {
			continue
		}
		e.work(len(f.acts))
		for _, a := range f.acts {
			if a.param == nil || !e.shown(a.param.Fn) {
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
		o := Open{Kind: OpenCallback, Index: p.Index, From: -1, Signals: r.among(called[p]), Fields: r.fields, Place: r.place}
		o.Goes = !slices.ContainsFunc(e.follow(u, called[p][0]).exits, func(x exit) bool { return x.kind == back })
		o.Or = e.deciding(u, called[p][0], order, p)
		e.opens[p.Fn] = append(e.opens[p.Fn], o)
	}
}

// deciding lists those of the parameters that are called, besides one of the same
// function, with which the signal ends the program if the function they hold does.
func (e *engine) deciding(u *use, name string, called []values.Root, besides values.Root) []int {
	var out []int
	for _, p := range called {
		if p.Fn != besides.Fn || p.Index == besides.Index {
			continue
		}
		ev := e.newEvaluator(u.instr, name, 0)
		ev.ends = &p
		fr := &frame{ev: ev, fn: u.fn, env: make(map[ssa.Value]val)}
		fr.receive(u, val{kind: isSig, signal: name, got: true})
		if ev.rest(fr, u.instr).endedAll() {
			out = append(out, p.Index)
		}
	}
	return out
}

// endedAll reports whether the end was asked for on all ways, but those on which
// something failed; to return to who gave the functions is no end.
func (f *followed) endedAll() bool {
	return len(f.exits) > 0 && !f.ev.cut && !slices.ContainsFunc(f.exits, func(x exit) bool { return !x.failed && !x.gone() })
}

// endsAnyway reports whether all ways end, whatever a function does that a caller
// gives.
func (f *followed) endsAnyway() bool {
	return len(f.exits) > 0 && !slices.ContainsFunc(f.exits, func(x exit) bool {
		return !x.gone() || x.by > 0 && f.acts[x.by-1].param != nil
	})
}

// hand notes that a function which fn is given decides on a signal. Where fn
// leads to the registration, it is always given one; where it only adds to what
// is registered elsewhere, nothing is done if nobody calls it. Who calls it
// through an interface is not seen.
func (e *engine) hand(r *Registration, name string, fn *ssa.Function) {
	switch {
	case e.leads(fn, r.Owner):
		r.handed = append(r.handed, name)
	case fn.Signature.Recv() == nil || len(e.invocations()[fn.Name()]) == 0:
		r.hooked = append(r.hooked, name)
	case !idle(e.goos, name):
		r.handed = append(r.handed, name)
	} // else it does something that ends nothing, as a terminal that is resized
}

// idle reports whether a signal does nothing by default, so that nobody ends
// programs with it.
func idle(goos, name string) bool {
	_, effect := signals.Default(goos, name)
	return effect == signals.Nothing
}

// leads reports whether a call of fn leads to one of another function.
func (e *engine) leads(fn, to *ssa.Function) bool {
	level := []*ssa.Function{topOf(to)}
	seen := map[*ssa.Function]bool{level[0]: true}
	for range maxUp + 2 {
		var next []*ssa.Function
		for _, at := range level {
			if at == fn {
				return true
			}
			for _, call := range e.callersOf(at) {
				e.work(1)
				if up := topOf(call.Parent()); !seen[up] {
					seen[up] = true
					next = append(next, up)
				}
			}
		}
		level = next
	}
	return false
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
	o.Others = r.some || !named.Empty()
	r.Set = signals.Set{All: true}
	e.conclude(&r)
	o.Branches, o.Signals = r.Branches, named
	if fn != topOf(r.Owner) {
		o.Signals, o.Adds = signals.Set{}, addsKey(fn)
	}
	for _, u := range e.receives(&r) {
		var called []values.Root
		for _, a := range e.follow(u, "SIGHUP").acts {
			if a.param != nil && a.param.Fn == fn {
				called = append(called, *a.param)
			}
		}
		if len(called) > 0 {
			p := called[len(called)-1]
			o.Index, o.Or = p.Index, e.deciding(u, "SIGHUP", called, p)
		}
	}
	e.opens[fn] = append(e.opens[fn], o)
}
