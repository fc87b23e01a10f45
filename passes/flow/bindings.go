package flow

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A helper that is given a function and the signals to call it for, as in
// onSignal(reload, syscall.SIGHUP), does for each signal what the call says
// that gives it: its parameters are held to the arguments of that call. One that
// makes a channel, to tell of the signals that it is given, tells who called it
// for them.

// A calling is a call of a helper.
type calling struct {
	helper *ssa.Function
	call   *ssa.Call
	names  map[types.Object]string // what parameters are given
}

// callerFor returns the one call, of the function that a receive stands in,
// that registers a signal for it; nil where there are several, where others may
// register it too, or where nothing that is given could matter.
func (e *engine) callerFor(u *use, signal string) ssa.CallInstruction {
	fn := topOf(u.fn)
	if e.byRoots == nil || !slices.ContainsFunc(fn.Params, bindable) && !returnsChan(fn) {
		return nil
	}
	var caller ssa.CallInstruction
	for _, r := range e.byRoots.sharing(e.names.set(e.rootsOf(u)), byPlace, e.work) {
		if !r.Set.May(signal) {
			continue
		}
		call := e.giver(u, r)
		if call == nil || caller != nil && caller != call {
			return nil
		}
		caller = call
	}
	return caller
}

// giver returns the one call of the function that a receive stands in which a
// registration is made by, or which gives the channel that it registers.
func (e *engine) giver(u *use, r *Registration) ssa.CallInstruction {
	fn := topOf(u.fn)
	if i := slices.IndexFunc(r.calls, func(c ssa.CallInstruction) bool { return e.ix.Static(c.Common()) == fn }); i >= 0 {
		return r.calls[i]
	}
	var giver ssa.CallInstruction
	for _, root := range e.rootsOf(u) {
		if root.Kind != values.Param || root.Fn != fn {
			continue
		}
		for _, call := range e.callersOf(fn) {
			args := e.arguments(fn, call.Common())
			if root.Index >= len(args) || args[root.Index] == nil || !values.Share(e.traceUp(args[root.Index]), r.Roots) {
				continue
			}
			if giver != nil && giver != call {
				return nil
			}
			giver = call
		}
	}
	return giver
}

// bindable reports whether what is given for a parameter may decide what is
// done: a function.
func bindable(p *ssa.Parameter) bool {
	_, ok := p.Type().Underlying().(*types.Signature)
	return ok
}

// returnsChan reports whether a function returns a channel.
func returnsChan(fn *ssa.Function) bool {
	for v := range fn.Signature.Results().Variables() {
		if _, ok := v.Type().Underlying().(*types.Chan); ok {
			return true
		}
	}
	return false
}

// told returns the receives of a channel without those of one that the helper
// made for another call than the one which registers the signal.
func (ev *evaluator) told(uses []*use, roots []values.Root) []*use {
	by := ev.called
	if by == nil || by.call == nil || slices.ContainsFunc(roots, func(r values.Root) bool {
		made, ok := r.Value.(*ssa.MakeChan)
		return !ok || topOf(made.Parent()) != by.helper
	}) {
		return uses
	}
	e := ev.e
	trace := func(v ssa.Value) []values.Root { return e.ix.TraceTo(v, by.helper) }
	return slices.DeleteFunc(slices.Clone(uses), func(u *use) bool {
		from := e.traced(u.ch, trace, e.callersOf)
		ofCall := func(r values.Root) bool { return r.Value == ssa.Value(by.call) }
		return !slices.ContainsFunc(from, ofCall) && slices.ContainsFunc(from, func(r values.Root) bool {
			call, ok := r.Value.(*ssa.Call)
			return ok && e.ix.Static(call.Common()) == by.helper
		})
	})
}

// hold holds the parameters of a function that are functions to the arguments
// of one call, and names them so.
func (f *frame) hold(fn *ssa.Function, call ssa.CallInstruction) {
	ev := f.ev
	args := ev.e.arguments(fn, call.Common())
	expr := ev.e.expr(call)
	at := &frame{ev: ev, fn: call.Parent(), env: make(map[ssa.Value]val)}
	ev.called = &calling{helper: fn, names: make(map[types.Object]string)}
	ev.called.call, _ = call.(*ssa.Call)
	for i, p := range fn.Params {
		if i >= len(args) || args[i] == nil || !bindable(p) {
			continue
		}
		v := at.eval(args[i])
		if v.kind != isFn {
			continue
		}
		f.env[p] = v
		n := i - (len(fn.Params) - fn.Signature.Params().Len()) // without the receiver
		if expr == nil || n < 0 || n >= len(expr.Args) || p.Object() == nil {
			continue
		}
		switch arg := ast.Unparen(expr.Args[n]).(type) {
		case *ast.Ident, *ast.SelectorExpr:
			ev.called.names[p.Object()] = types.ExprString(arg)
		}
	}
}

// calledAs returns the name of what a call calls, where that is a parameter
// which stands for a function that has one.
func (ev *evaluator) calledAs(instr ssa.Instruction, name string) string {
	call, ok := instr.(ssa.CallInstruction)
	if !ok || ev.called == nil {
		return name
	}
	if expr := ev.e.expr(call); expr != nil {
		if id, ok := ast.Unparen(expr.Fun).(*ast.Ident); ok {
			if given := ev.called.names[ev.e.pass.TypesInfo.Uses[id]]; given != "" {
				return given
			}
		}
	}
	return name
}
