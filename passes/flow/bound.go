package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A function registers something if a parameter says so. Its condition names the
// parameter by its number, until a call binds it: to what the caller gives, or to
// nothing where that is no setting.

// parameterMark begins the number of a parameter in the place of a setting.
const parameterMark = "\x00"

// ownParameter spells a parameter of a function that is called by its name, also
// where a literal in the function reads it, or returns "".
func (e *engine) ownParameter(v ssa.Value) string {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if stored := e.captured(load.X); len(stored) == 1 {
			v = stored[0]
		}
	}
	if p, ok := v.(*ssa.Parameter); ok && p.Parent().Object() != nil {
		return ownMark(p)
	}
	return ""
}

// captured returns what is stored in a variable that literals share with the
// function they stand in, or nil.
func (e *engine) captured(addr ssa.Value) []ssa.Value {
	for range maxDepth {
		switch x := addr.(type) {
		case *ssa.Alloc:
			if e.ix.Lent(x) {
				return nil
			}
			return e.ix.Stored(x)
		case *ssa.FreeVar:
			made := e.ix.Closures(x.Parent())
			if len(made) != 1 {
				return nil
			}
			addr = made[0].Bindings[slices.Index(x.Parent().FreeVars, x)]
		default:
			return nil
		}
	}
	return nil
}

// toLiteral reports whether an edge leads from a function to a literal in it.
func (ed edge) toLiteral() bool {
	return ed.in != nil && ed.to != nil && ed.to.Parent() != nil && outermost(ed.to) == outermost(ed.in.Parent())
}

// outermost returns the declared function that a literal stands in.
func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// parameter returns the number of the parameter that a term is about, and the
// field of it, if it is about one.
func (t Term) parameter() (i int, field string, ok bool) {
	n, ok := strings.CutPrefix(t.What, parameterMark)
	if ok {
		n, field, _ = strings.Cut(n, parameterMark)
		field, _, _ = strings.Cut(field, parameterMark)
		i, _ = strconv.Atoi(n)
	}
	return i, field, ok
}

func (c Condition) hasParameters() bool {
	for _, x := range c.Cases {
		for _, t := range x {
			if _, _, ok := t.parameter(); ok {
				return true
			}
		}
	}
	return false
}

// bind replaces the parameters in a condition by what a call gives for them, or
// leaves them out if args is nil; possible is false if it then never holds.
func (e *engine) bind(c Condition, args []ssa.Value, call ssa.Instruction) (bound Condition, possible bool) {
	if c.Always() {
		return c, true
	}
	var cases []Case
	for _, x := range c.Cases {
		own, holds := Condition{}, true
		for _, t := range x {
			i, field, ok := t.parameter()
			switch {
			case !ok:
				own = own.And(when(t))
			case field != "":
				d, may := when(t.named()), true
				if i < len(args) && args[i] != nil {
					d, may = e.bindField(t, field, args[i], call)
				}
				own, holds = own.And(d), holds && may
			case i < len(args) && args[i] != nil:
				d, may := e.bindTerm(t, args[i])
				own, holds = own.And(d), holds && may
			}
		}
		switch {
		case !holds:
		case own.Always():
			return Condition{}, true
		default:
			cases = append(cases, own.Cases...)
		}
	}
	if len(cases) == 0 {
		return Condition{}, false
	}
	return anyOf(cases), true
}

// bindTerm is the condition that a term about a parameter comes to where it is
// given a value.
func (e *engine) bindTerm(t Term, arg ssa.Value) (bound Condition, possible bool) {
	if c, ok := arg.(*ssa.Const); ok && c.Value != nil {
		is, known := t.holdsOf(c.Value)
		return Condition{}, is || !known
	}
	if t.Is == set && isBool(arg.Type()) {
		return e.option(arg, !t.Not), true
	}
	if name := e.setting(arg); name != "" {
		return when(Term{name, t.Is, t.Not}), true
	}
	return Condition{}, true
}

// holdsOf reports whether a term holds if its setting is a constant.
func (t Term) holdsOf(c constant.Value) (is, known bool) {
	switch {
	case t.Is != set:
		return (c.String() == t.Is) != t.Not, t.isValue() && c.Kind() == constant.String
	case c.Kind() == constant.Bool:
		return constant.BoolVal(c) != t.Not, true
	case c.Kind() == constant.String:
		return (constant.StringVal(c) != "") != t.Not, true
	case c.Kind() == constant.Int:
		return (constant.Sign(c) != 0) != t.Not, true
	}
	return false, false
}

// through is the reach of what an edge leads to, seen from where it starts.
func (e *engine) through(ed edge, handler int, r reach) (reach, bool) {
	if r.cond.hasParameters() && !ed.toLiteral() { // else they are those of the function around it
		var possible bool
		if r.cond, possible = e.bind(r.cond, e.argumentsOf(ed), ed.in); !possible {
			return r, false
		}
	}
	return e.reachedBy(handler, ed.by, r), true
}

// argumentsOf returns the arguments of the call that an edge is, or nil.
func (e *engine) argumentsOf(ed edge) []ssa.Value {
	call, ok := ed.in.(ssa.CallInstruction)
	if !ok || call.Common().StaticCallee() == nil {
		return nil
	}
	fn := e.ix.Declared(call.Common().StaticCallee())
	if obj, ok := fn.Object().(*types.Func); ed.to != nil && fn == ed.to || ok && ed.of == obj.Origin() {
		return call.Common().Args
	}
	return nil
}

// waysToRegister says when a registration is made: when the call that registers
// is come to, and those of the helpers up to the one that gives the signals,
// each with what is given to it.
func (e *engine) waysToRegister(r *Registration) ByCommand {
	if r.Call == nil || len(r.calls) == 0 {
		return e.waysTo(r.Instr.Block())
	}
	ways, fn := e.waysTo(r.Call.Instr.Block()), r.Call.Fn
	for _, call := range r.calls {
		helper := e.ix.Static(call.Common())
		for fn != helper && fn.Parent() != nil {
			made := e.ix.Closures(fn)
			if fn = fn.Parent(); len(made) == 1 {
				ways = e.waysTo(made[0].Block()).and(ways)
			}
		}
		var args []ssa.Value // unknown, if the helper is called as a value
		if fn == helper {
			args = e.arguments(fn, call.Common())
		}
		ways, fn = e.waysTo(call.Block()).and(e.bindWays(ways, args, call)), call.Parent()
	}
	return ways
}

// bindWays binds the conditions of all ways, and leaves out those that never are.
func (e *engine) bindWays(ways ByCommand, args []ssa.Value, call ssa.Instruction) ByCommand {
	out := make(ByCommand)
	for _, command := range slices.Sorted(maps.Keys(ways)) {
		if bound, possible := e.bind(ways[command], args, call); possible {
			out.or(command, bound)
		}
	}
	return out
}

// unbound leaves out of a condition what it says about parameters.
func (c Condition) unbound() Condition {
	if !c.hasParameters() {
		return c
	}
	var cases []Case
	for _, x := range c.Cases {
		var rest Case
		for _, t := range x {
			if _, field, ok := t.parameter(); !ok || field != "" {
				rest = append(rest, t.named())
			}
		}
		cases = append(cases, rest)
	}
	return anyOf(cases)
}
