package flow

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// callbacks follows function values that a call elsewhere is given: it may
// call them, as once.Do and time.AfterFunc do.
func (f *frame) callbacks(instr ssa.CallInstruction, c *ssa.CallCommon) []step {
	var steps []step
	for _, arg := range c.Args {
		v := f.eval(arg)
		if v.kind != isFn {
			continue
		}
		fn := functionOf(v.fn)
		if fn == nil || !f.ev.e.ix.Local(f.ev.e.ix.Declared(fn)) {
			continue
		}
		fn = f.ev.e.ix.Declared(fn)
		xs, _ := f.enter(fn, &ssa.CallCommon{Value: v.fn})
		s := step{calls: true}
		for _, x := range xs {
			if x.kind != returns && !calledAtOnce(c) {
				x.kind = returns // elsewhere or later
				x.ended = x.ended || len(xs) == 1
			}
			s.exits.add(x)
		}
		if !calledAtOnce(c) {
			s.exits.add(exit{kind: returns})
		}
		steps = append(steps, s)
	}
	return steps
}

// calledAtOnce reports whether a call is known to run the function it is given.
func calledAtOnce(c *ssa.CallCommon) bool {
	fn := c.StaticCallee()
	return fn != nil && fn.Name() == "Do" && fn.Pkg != nil && fn.Pkg.Pkg.Path() == "sync"
}

// start follows a go statement: what the goroutine does is done, and if it
// ends the process, the process ends. A way on which it finds nothing to do
// does not count, as that of a second request to end.
func (f *frame) start(g *ssa.Go) step {
	steps, _ := f.common(g, &g.Call)
	s := step{calls: true}
	for _, inner := range steps {
		if inner.act != nil && inner.act.Kind != Exits {
			s.act = inner.act
		}
		sure := slices.ContainsFunc(inner.exits, exit.gone)
		for _, x := range inner.exits {
			idle := x.kind == returns && x.state == state{}
			sure = sure && (x.gone() || idle)
		}
		for _, x := range inner.exits {
			x.kind = returns
			x.ended = sure
			x.by = 0
			s.exits.add(x)
		}
	}
	s.exits.add(exit{kind: returns})
	if len(s.exits) > 1 {
		s.exits = merged(s.exits)
	}
	return s
}

// merged returns one exit that stands for several that go on.
func merged(set exitSet) exitSet {
	m := exit{kind: returns}
	for _, x := range set {
		m.state = join(m.state, x.state)
	}
	m.by = 0
	return exitSet{m}
}

// deferred follows the deferred calls of the function at its return.
func (f *frame) deferred() []step {
	var steps []step
	for _, d := range f.ev.e.defersOf(f.fn) {
		if !f.ev.step() {
			break
		}
		inner, _ := f.common(d, &d.Call)
		for _, s := range inner {
			if s.calls && !hasReturn(s.exits) {
				s.exits.add(exit{kind: returns}) // it may not have been deferred
			}
			steps = append(steps, s)
		}
	}
	return steps
}

// defersOf lists the defer statements of a function.
func (e *engine) defersOf(fn *ssa.Function) []*ssa.Defer {
	if list, ok := e.defers[fn]; ok {
		return list
	}
	var list []*ssa.Defer
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok {
				list = append(list, d)
			}
		}
	}
	e.defers[fn] = list
	return list
}

// send follows a value to where it is received.
func (f *frame) send(instr ssa.Instruction, ch, sent ssa.Value) step {
	ev := f.ev
	name := ev.e.exprText(instr, ch)
	a := ev.act(instr, name, Forwards, f)
	a.noun = name
	a.roots = ev.e.traceUp(ch)
	if f.fresh(a.roots) {
		a.Kind = pure
		return step{} // it tells of what began since
	}
	if ev.depth >= maxRelays {
		return step{act: a}
	}
	uses := ev.told(ev.e.usesOf(useReceive, ch.Type(), a.roots), a.roots)
	ev.given = ev.given || len(uses) == 0 && isSignal(sent.Type())
	relayed, ended := 0, 0
	for _, u := range uses {
		if !ev.step() {
			break
		}
		if u.instr == ev.from {
			continue
		}
		relayed++
		o := ev.e.relay(u, f.eval(sent), ev)
		if o == endsAll {
			ended++
		}
		if o == doesWork {
			a.worked = true
		}
	}
	switch {
	case relayed > 0 && ended > 0 && !a.worked:
		a.Kind = Ends
	case relayed == 0 && (isError(ch.Type()) || ends(lastName(name)) || asksForEnd(made(sent).Type())):
		a.Kind = Ends
	case relayed == 0:
		a.weak = true
	}
	return step{act: a}
}

// made returns what was made into an interface.
func made(v ssa.Value) ssa.Value {
	if m, ok := v.(*ssa.MakeInterface); ok {
		return m.X
	}
	return v
}

func isError(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	return ok && types.Identical(ch.Elem(), types.Universe.Lookup("error").Type())
}

// assign judges a store: to a field, a package variable or a variable shared
// with other functions.
func (f *frame) assign(s *ssa.Store) *Act {
	switch addr := s.Addr.(type) {
	case *ssa.FieldAddr:
		if _, isLocal := addr.X.(*ssa.Alloc); isLocal {
			return nil // a composite literal
		}
	case *ssa.Global, *ssa.FreeVar:
	default:
		return nil
	}
	if !s.Pos().IsValid() {
		return nil
	}
	a := f.ev.act(s, f.ev.e.exprText(s, s.Addr), Sets, f)
	a.weak, a.leave = true, f.ev.e.asksToLeave(s.Addr, s.Val)
	return a
}

// assignAtomic judges a store through sync/atomic, by a function or a method;
// nil if name is not one of these. Counting is not setting.
func (f *frame) assignAtomic(instr ssa.CallInstruction, name string) *Act {
	if !strings.HasPrefix(name, "Store") && !strings.HasPrefix(name, "Swap") && !strings.HasPrefix(name, "CompareAndSwap") {
		return nil
	}
	variable := name
	if call := f.ev.e.expr(instr); call != nil {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && instr.Common().Signature().Recv() != nil {
			variable = types.ExprString(sel.X)
		} else if len(call.Args) > 0 {
			variable = strings.TrimPrefix(types.ExprString(call.Args[0]), "&")
		}
	}
	a := f.ev.act(instr, variable, Sets, f)
	a.weak = true
	if args := instr.Common().Args; len(args) > 1 {
		a.leave = f.ev.e.asksToLeave(args[0], args[len(args)-1])
	}
	return a
}
