package flow

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// followed is what came of one signal at one receive.
type followed struct {
	use    *use // nil if it was followed from elsewhere
	exits  exitSet
	acts   []*Act
	named  bool
	others bool
	ev     *evaluator

	softened bool
	turn     map[*ssa.BasicBlock]bool // that come before the way goes back to the receive
	given    int                      // the budget of who sent to a relay
	common   map[ssa.Instruction]bool // of the acts that other signals set off as well
}

type followKey struct {
	instr  ssa.Instruction
	state  int
	signal string
}

// follow follows a signal from a receive.
func (e *engine) follow(u *use, signal string) *followed {
	key := followKey{u.instr, u.state, signal}
	if f, ok := e.followed[key]; ok {
		return f
	}
	caller := e.callerFor(u, signal)
	if caller != nil {
		f := e.receipt(u, signal, caller)
		e.followed[key] = f
		return f
	}
	plain := followKey{u.instr, u.state, ""}
	if f, ok := e.followed[plain]; ok {
		return f // the code never asks which signal it is
	}
	if f := e.alike(u, signal); f != nil {
		return f
	}
	f := e.receipt(u, signal, nil)
	if !f.named && !f.others {
		key = plain
	}
	e.followed[key] = f
	e.keep(u, signal, f)
	return f
}

// receipt follows a signal from a receive anew. Caller is the call that
// registers it, where that matters.
func (e *engine) receipt(u *use, signal string, caller ssa.CallInstruction) *followed {
	received := val{kind: isSig, signal: signal, got: true}
	f := e.start(u, received, nil, false, caller)
	if f.named && f.ev.unsure {
		f = e.start(u, received, nil, true, caller) // the case that names it is its own
	}
	f.use = u
	if f.ev.cut {
		e.cuts++
	}
	return f
}

func (e *engine) newEvaluator(from ssa.Instruction, signal string, depth int) *evaluator {
	budget := e.allowance()
	left := maxSteps * budget
	return &evaluator{
		e: e, from: from, signal: signal, depth: depth, budget: budget, floor: -budget, left: &left,
		byAt: make(map[actKey]*Act), active: make(map[*ssa.Function]int),
	}
}

// start follows a value from a receive; by is the evaluator that sent it, for
// a relay. Apart is a signal that none of those is which are not known, as one
// from a configuration. Caller is the call of the function that registers this
// signal, if there is but one.
func (e *engine) start(u *use, v val, by *evaluator, apart bool, caller ssa.CallInstruction) *followed {
	ev := e.newEvaluator(u.instr, v.signal, 0)
	ev.apart = apart
	if by != nil {
		ev.depth, ev.budget, ev.left = by.depth+1, by.budget/2, by.left
		spare := by.budget - ev.budget
		defer func() { by.budget = spare + max(0, ev.budget) }()
	}
	fr := &frame{ev: ev, fn: u.fn, env: make(map[ssa.Value]val)}
	fr.receive(u, v)
	if caller != nil {
		fr.hold(topOf(u.fn), caller)
	}
	return ev.rest(fr, u.instr)
}

// receive sets what a receive yields.
func (f *frame) receive(u *use, v val) {
	set := func(tuple ssa.Value, i int, x val) {
		for _, ref := range *tuple.Referrers() {
			if ex, ok := ref.(*ssa.Extract); ok && ex.Index == i {
				f.env[ex] = x
			}
		}
	}
	switch r := u.instr.(type) {
	case *ssa.UnOp:
		if !r.CommaOk {
			f.env[r] = v
			return
		}
		set(r, 0, v)
		set(r, 1, boolean(true))
	case *ssa.Select:
		set(r, 0, val{kind: isConst, c: constant.MakeInt64(int64(u.state))})
		set(r, 1, boolean(true))
		at := 2
		for i, s := range r.States {
			if s.Dir != types.RecvOnly {
				continue
			}
			if i == u.state {
				set(r, at, v)
			}
			at++
		}
	}
}

// rest follows from after an instruction, and on in the callers.
func (ev *evaluator) rest(fr *frame, at ssa.Instruction) *followed {
	ev.active[fr.fn]++
	exits, rets := fr.run(after(at), []state{{}})
	ev.active[fr.fn]--
	out := ev.up(fr, exits, rets, 0)
	return &followed{exits: out, acts: ev.acts, named: ev.isNamed, others: ev.others, ev: ev}
}

// after returns the node that begins behind an instruction.
func after(at ssa.Instruction) node {
	for i, instr := range at.Block().Instrs {
		if instr == at {
			return node{b: at.Block(), from: i + 1}
		}
	}
	return node{b: at.Block()}
}

// callersOf returns the calls of fn, also those through function values that
// can only be a few.
func (e *engine) callersOf(fn *ssa.Function) []ssa.CallInstruction {
	if calls, ok := e.callers[fn]; ok {
		return calls
	}
	if e.dynamic == nil {
		dynamic := make(map[*ssa.Function][]ssa.CallInstruction)
		for _, caller := range e.ix.Funcs {
			for _, b := range caller.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(ssa.CallInstruction); ok {
						e.noteDynamic(dynamic, call)
					}
				}
			}
		}
		e.dynamic = dynamic
	}
	e.callers[fn] = slices.Concat(e.ix.Callers(fn), e.dynamic[fn])
	return e.callers[fn]
}

func (e *engine) noteDynamic(dynamic map[*ssa.Function][]ssa.CallInstruction, call ssa.CallInstruction) {
	c := call.Common()
	if _, ok := c.Value.(*ssa.Builtin); ok || c.IsInvoke() || e.ix.Static(c) != nil {
		return
	}
	for _, r := range e.traced(c.Value, e.ix.Trace, e.ix.Callers) {
		if fn := functionOf(r.Value); fn != nil && r.Kind == 0 {
			fn = e.ix.Declared(fn)
			dynamic[fn] = append(dynamic[fn], call)
		}
	}
}

// arguments returns what a call gives for the parameters of fn, which it
// calls; nil for a receiver that is not known.
func (e *engine) arguments(fn *ssa.Function, c *ssa.CallCommon) []ssa.Value {
	if c.IsInvoke() {
		return append([]ssa.Value{c.Value}, c.Args...)
	}
	if fn.Signature.Recv() == nil || len(c.Args) != len(fn.Params)-1 {
		return c.Args
	}
	var receiver ssa.Value
	for _, r := range e.ix.Trace(c.Value) {
		if m, ok := r.Value.(*ssa.MakeClosure); ok && len(m.Bindings) == 1 && e.ix.Declared(m.Fn.(*ssa.Function)) == fn {
			receiver = m.Bindings[0]
		}
	}
	return append([]ssa.Value{receiver}, c.Args...)
}

// relayed says what the receiver of a relay does.
type relayed int

const (
	doesNothing relayed = iota
	doesWork
	endsAll
)

// A relayKey is all that following a relay depends on, but for the budget.
type relayKey struct {
	use   *use
	value string
	fn    ssa.Value
	t     types.Type
	depth int
	apart bool
}

// relayTo follows a value to one receive, once for each value and depth.
func (e *engine) relayTo(u *use, v val, by *evaluator) *followed {
	key := relayKey{u, v.String(), v.fn, v.t, by.depth, by.apart}
	f := e.relays[key]
	if f != nil && (!f.ev.short || f.given >= by.budget) {
		*by.left -= len(f.acts)
		return f
	}
	given := by.budget
	f = e.start(u, v, by, by.apart, nil)
	f.given = given
	e.relays[key] = f
	return f
}

// relay follows a value that was sent on to another receive.
func (e *engine) relay(u *use, v val, by *evaluator) relayed {
	f := e.relayTo(u, v, by)
	by.heed(f.ev)
	by.isNamed = by.isNamed || f.named
	by.others = by.others || f.others
	by.mixed = by.mixed || f.ev.mixed
	by.given = by.given || f.ev.given
	by.unit = max(by.unit, f.ev.unit)
	for _, a := range f.acts {
		if a.Kind == Work || a.Kind == Local {
			by.e.note(by, a)
		}
	}
	switch o := judge(f.exits, by.signal); {
	case o == ending && !requestsEnd(by.signal) && e.answers(u, f):
		return doesWork
	case o == ending:
		return endsAll
	case o == nothing:
		return doesNothing
	}
	return doesWork
}

// answers reports whether a receive stands in a function value that others call,
// and does nothing but let it return what they asked for.
func (e *engine) answers(u *use, f *followed) bool {
	if u.fn.Parent() == nil || len(e.callersOf(u.fn)) > 0 {
		return false
	}
	results := u.fn.Signature.Results()
	return results.Len() > 0 && !isErrorType(results.At(0).Type()) && !isBool(results.At(0).Type()) &&
		!slices.ContainsFunc(f.exits, func(x exit) bool { return x.kind != leaves || x.ended })
}

// note keeps an act of a relay's receiver among those of the sender.
func (e *engine) note(ev *evaluator, a *Act) {
	key := actKey{a.Instr, a.Name}
	if ev.byAt[key] == nil {
		b := *a
		b.Depth, b.index, b.Relayed = a.Depth+1, len(ev.acts), true
		ev.byAt[key] = &b
		ev.acts = append(ev.acts, &b)
	}
}
