package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// What a function returns decides in its callers: a way goes on behind the call
// with what its own return statement yields.

// maxCallers bounds how many callers a return is followed into, and maxReturns
// into how many a function is left by returns that are told apart: nearer to the
// receive than maxApart, and fewer than that.
const (
	maxCallers = 4
	maxReturns = 4
	maxApart   = 2
)

// A returning is the ways that leave a function with the same results.
type returning struct {
	rets   []val
	states []state
}

// up carries the ways that return from a function on into its callers.
func (ev *evaluator) up(f *frame, from exitSet, rets []val, depth int) exitSet {
	var out exitSet
	for _, x := range from {
		if x.kind != returns {
			out.add(x)
		}
	}
	for _, r := range f.returning(from, rets, depth) {
		for _, x := range ev.behind(f.fn, r, depth) {
			out.add(x)
		}
	}
	return out
}

// returning groups the ways that return from a function by what they yield.
func (f *frame) returning(from exitSet, rets []val, depth int) []returning {
	var groups []returning
	all := returning{rets: rets}
	for _, x := range from {
		if x.kind != returns {
			continue
		}
		all.states = appendNew(all.states, x.state)
		own := f.yields(x.ret, rets)
		i := slices.IndexFunc(groups, func(r returning) bool { return slices.EqualFunc(r.rets, own, f.ev.same) })
		if i < 0 {
			i = len(groups)
			groups = append(groups, returning{rets: own})
		}
		groups[i].states = appendNew(groups[i].states, x.state)
	}
	if len(groups) > maxReturns || len(groups) > 1 && depth >= maxApart {
		return []returning{all}
	}
	return groups
}

func appendNew(states []state, s state) []state {
	if slices.Contains(states, s) {
		return states
	}
	return append(states, s)
}

// yields returns what a return statement yields, or what all of them do where
// it is not known which.
func (f *frame) yields(ret *ssa.Return, all []val) []val {
	if ret == nil || ret.Parent() != f.fn {
		return all
	}
	own := make([]val, len(ret.Results))
	for i, v := range ret.Results {
		own[i] = f.eval(stored(ret, v))
	}
	return own
}

// behind carries ways on behind the calls of the function that they leave.
func (ev *evaluator) behind(fn *ssa.Function, r returning, depth int) exitSet {
	var out exitSet
	kind := leaves
	e := ev.e
	callers := e.callersOf(fn)
	switch {
	case fn.Name() == "main" && fn.Parent() == nil && fn.Pkg.Pkg.Name() == "main":
		kind = exits
	case depth > maxDepth || len(callers) == 0:
	case ev.budget <= ev.floor || !ev.more():
		ev.stop()
		out.add(unseen)
		return out
	default:
		for i, call := range callers {
			if i >= maxCallers {
				break
			}
			for _, x := range ev.into(fn, call, r.states, r.rets, depth) {
				out.add(x)
			}
		}
		return out
	}
	if kind == leaves && ev.polls() && !slices.ContainsFunc(r.rets, val.answers) {
		kind = back
	}
	for _, s := range r.states {
		out.add(exit{kind: kind, state: s})
	}
	return out
}

// polls reports whether the receive does not wait: who asks whether there is
// something to receive goes on. Who asks again and again waits.
func (ev *evaluator) polls() bool {
	s, ok := ev.from.(*ssa.Select)
	return ok && !s.Blocking && !InLoop(s.Block())
}

// answers reports whether a result tells the caller of what was received: true or
// false, or an error.
func (v val) answers() bool {
	_, isBool := v.truth()
	return isBool || v.kind == isNotNil
}

// into carries ways on behind one call of fn.
func (ev *evaluator) into(fn *ssa.Function, call ssa.CallInstruction, states []state, rets []val, depth int) exitSet {
	var out exitSet
	kind := exits
	switch call := call.(type) {
	case *ssa.Call:
		caller := call.Parent()
		if ev.active[caller] > 0 {
			for _, s := range states {
				out.add(exit{kind: leaves, state: s})
			}
			return out
		}
		fr := &frame{ev: ev, fn: caller, env: make(map[ssa.Value]val)}
		fr.bind(call, rets)
		ev.active[caller]++
		xs, rs := fr.run(after(call), states)
		ev.active[caller]--
		return ev.up(fr, xs, rs, depth+1)
	case *ssa.Go:
		kind = goes
	}
	for _, s := range states {
		out.add(exit{kind: kind, state: s})
	}
	return out
}

// bind sets what a call returned.
func (f *frame) bind(call *ssa.Call, rets []val) {
	if len(rets) == 1 {
		f.env[call] = rets[0]
		return
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index < len(rets) {
			f.env[x] = rets[x.Index]
		}
	}
}
