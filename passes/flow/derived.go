package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A variable or field that the program sets to true by itself, and never back,
// stands for what that asks for: a subcommand, a flag.

// A derivation is where such a variable is set.
type derivation struct {
	sets  []*ssa.Store // to true
	never bool         // it is set otherwise too, or its address is taken
}

// derived says when a condition is true, or false, that is such a variable; ok
// is false if it is none, or not known.
func (e *engine) derived(cond ssa.Value, want bool) (ways ByCommand, ok bool) {
	if not, isNot := cond.(*ssa.UnOp); isNot && not.Op == token.NOT {
		return e.derived(not.X, !want)
	}
	load, isLoad := cond.(*ssa.UnOp)
	if !isLoad || load.Op != token.MUL || e.joining > 3 {
		return nil, false
	}
	d := e.derivations()[placeOf(load.X)]
	if d == nil || d.never || len(d.sets) == 0 {
		return nil, false
	}
	e.joining++
	defer func() { e.joining-- }()
	ways = make(ByCommand)
	for _, s := range d.sets {
		for command, c := range e.waysTo(s.Block()) {
			ways.or(command, c.unbound())
		}
	}
	ways.Simplify()
	if want {
		c, any := ways[""]
		return ways, !any || !c.Always()
	}
	for command, c := range ways {
		if _, _, excludes := Excluded(command); len(ways) == 1 && command != "" && !excludes && c.Always() {
			return always().but(command), true
		}
	}
	return nil, false
}

// placeOf returns the variable or field of the package that an address is of, if
// nobody else can set it; else nil.
func placeOf(addr ssa.Value) *types.Var {
	var v *types.Var
	switch addr := addr.(type) {
	case *ssa.Global:
		v, _ = addr.Object().(*types.Var)
	case *ssa.FieldAddr:
		v = values.FieldOf(addr.X.Type(), addr.Field)
		if t := addr.X.Type().Underlying().(*types.Pointer).Elem(); ofOptions(t) || v != nil && tagged(t, v) {
			return nil
		}
	}
	if v == nil || v.Pkg() == nil || v.Exported() && v.Pkg().Name() != "main" {
		return nil
	}
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Kind() != types.Bool {
		return nil
	}
	return v
}

// derivations finds where the variables and fields of the package are set.
func (e *engine) derivations() map[*types.Var]*derivation {
	if e.sets != nil {
		return e.sets
	}
	e.sets = make(map[*types.Var]*derivation)
	at := func(addr ssa.Value) *derivation {
		v := placeOf(addr)
		if v == nil || v.Pkg() != e.pass.Pkg {
			return nil
		}
		if e.sets[v] == nil {
			e.sets[v] = new(derivation)
		}
		return e.sets[v]
	}
	e.eachInstr(func(instr ssa.Instruction) {
		switch instr := instr.(type) {
		case *ssa.Store:
			if d := at(instr.Addr); d != nil {
				d.note(instr)
			}
			if d := at(instr.Val); d != nil {
				d.never = true
			}
		case *ssa.UnOp, *ssa.FieldAddr, *ssa.DebugRef:
		default:
			var buf [10]*ssa.Value
			for _, op := range instr.Operands(buf[:0]) {
				if d := at(*op); d != nil {
					d.never = true // its address goes elsewhere
				}
			}
		}
	})
	return e.sets
}

func (d *derivation) note(s *ssa.Store) {
	c, ok := s.Val.(*ssa.Const)
	switch {
	case !ok || c.Value == nil:
		d.never = true
	case constant.BoolVal(c.Value):
		d.sets = append(d.sets, s)
	default:
		if f, ok := s.Addr.(*ssa.FieldAddr); ok {
			if _, made := f.X.(*ssa.Alloc); made {
				return // a first value
			}
		}
		d.never = true
	}
}

// and are the ways that are left where others are asked for besides.
func (m ByCommand) and(others ByCommand) ByCommand {
	out := make(ByCommand)
	for _, command := range slices.Sorted(maps.Keys(m)) {
		for _, other := range slices.Sorted(maps.Keys(others)) {
			out.or(within(command, other), m[command].within(others[other]))
		}
	}
	return out
}

// hasValue is the condition that a setting is set, or not, or one of those that a
// variable may be taken from.
func (e *engine) hasValue(v ssa.Value, want bool) Condition {
	p, ok := v.(*ssa.Phi)
	if name := e.setting(v); name != "" || !ok || e.joining > 3 {
		return isSet(name, want)
	}
	e.joining++
	defer func() { e.joining-- }()
	var c Condition
	for i, x := range p.Edges {
		own := e.hasValue(x, want)
		switch {
		case own.Always():
			return Condition{}
		case i == 0:
			c = own
		case want:
			c = c.Or(own)
		default:
			c = c.And(own)
		}
	}
	return c
}

// reassigned reports whether the program assigns to where a flag is parsed into,
// so that it is more than the flag.
func (e *engine) reassigned(flag string) bool {
	if e.assigns == nil {
		e.assigns = make(map[string]bool)
		e.eachInstr(func(instr ssa.Instruction) {
			s, ok := instr.(*ssa.Store)
			if !ok {
				return
			}
			switch s.Addr.(type) {
			case *ssa.UnOp, *ssa.Call, *ssa.Phi:
			default:
				return // a place of its own
			}
			for _, r := range e.ix.Trace(s.Addr) {
				if call, ok := r.Value.(*ssa.Call); ok && r.Kind == values.Result {
					e.assigns[e.settingCall(call)] = true
				}
			}
		})
	}
	return e.assigns[flag]
}
