package flow

import (
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A field of options that a function is given is told like a parameter of its
// own: by the number of the parameter and the name of the field, and by the name
// that the field has otherwise. Where a call gives options that it makes on the
// spot, what it puts there, or leaves out, decides.

// fieldOfParameter spells the field of a parameter that a value is read from,
// whose name is otherwise as given; that name alone where the field may be set
// since.
func (e *engine) fieldOfParameter(v ssa.Value, f *types.Var, name string) string {
	p := e.parameterOf(structOf(v))
	if p == nil || e.refilled(f) {
		return name
	}
	return ownMark(p) + parameterMark + f.Name() + parameterMark + name
}

func ownMark(p *ssa.Parameter) string {
	return parameterMark + strconv.Itoa(slices.Index(p.Parent().Params, p))
}

// structOf returns what a field is read from: a struct, or where it is.
func structOf(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		return v.X
	case *ssa.Field:
		return v.X
	}
	return nil
}

// parameterOf returns the parameter that a struct is, is a copy of, or is pointed
// to by, if nobody outside of the package is given it; else nil.
func (e *engine) parameterOf(v ssa.Value) *ssa.Parameter {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	if free, ok := v.(*ssa.FreeVar); ok {
		made := e.ix.Closures(free.Parent())
		if len(made) != 1 {
			return nil
		}
		v = made[0].Bindings[slices.Index(free.Parent().FreeVars, free)]
	}
	if a, ok := v.(*ssa.Alloc); ok {
		stored := e.ix.Stored(a)
		if len(stored) != 1 || e.givesAway(a) {
			return nil
		}
		v = stored[0]
	}
	if p, ok := v.(*ssa.Parameter); ok && p.Parent().Object() != nil && !e.givesAway(p) {
		return p
	}
	return nil
}

// givesAway reports whether other packages are given a value, or its address.
func (e *engine) givesAway(v ssa.Value) bool {
	return slices.ContainsFunc(*v.Referrers(), func(use ssa.Instruction) bool {
		switch use := use.(type) {
		case *ssa.MakeInterface:
			return true
		case *ssa.MakeClosure:
			fn := use.Fn.(*ssa.Function)
			return slices.ContainsFunc(fn.FreeVars, func(free *ssa.FreeVar) bool {
				return use.Bindings[slices.Index(fn.FreeVars, free)] == v && e.givesAway(free)
			})
		case ssa.CallInstruction:
			return !e.ix.Local(e.ix.Static(use.Common()))
		}
		return false
	})
}

// refilled reports whether the package sets a field elsewhere than in what it
// makes itself, or lets others do so.
func (e *engine) refilled(f *types.Var) bool {
	if e.refills == nil {
		e.refills = make(map[*types.Var]bool)
		e.eachInstr(func(instr ssa.Instruction) {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				made, isMade := instr.X.(*ssa.Alloc)
				if isMade && !slices.ContainsFunc(e.ix.Stored(made), isParameter) {
					return
				}
				if v := values.FieldOf(instr.X.Type(), instr.Field); v != nil && slices.ContainsFunc(*instr.Referrers(), mayWrite) {
					e.refills[v] = true
				}
			case *ssa.Store:
				e.refill(instr)
			}
		})
	}
	return e.refills[f]
}

// refill notes the fields of a struct that is set as a whole through a pointer.
func (e *engine) refill(s *ssa.Store) {
	t, ok := s.Val.Type().Underlying().(*types.Struct)
	if _, isMade := s.Addr.(*ssa.Alloc); !ok || isMade {
		return
	}
	for f := range t.Fields() {
		e.refills[f] = true
	}
}

func isParameter(v ssa.Value) bool {
	_, ok := v.(*ssa.Parameter)
	return ok
}

// mayWrite reports whether the use of an address may change what is there.
func mayWrite(use ssa.Instruction) bool {
	switch use.(type) {
	case *ssa.UnOp, *ssa.FieldAddr, *ssa.DebugRef:
		return false
	}
	return true
}

// bindField is the condition that a term about a field of a parameter comes to
// where a call gives a value for that.
func (e *engine) bindField(t Term, field string, arg ssa.Value, call ssa.Instruction) (bound Condition, possible bool) {
	name := t.named()
	if p := e.parameterOf(arg); p != nil {
		name.What = ownMark(p) + parameterMark + field + parameterMark + name.What
		return when(name), true
	}
	v := givenField(arg, field, call)
	if v == nil {
		return when(name), true
	}
	bound, possible = e.bindTerm(t, v)
	if _, isConst := v.(*ssa.Const); !isConst && bound.Always() {
		bound = when(name) // it is not known what is given
	}
	return bound, possible
}

// named is a term by the name that its setting has in any call.
func (t Term) named() Term {
	t.What = t.What[strings.LastIndex(t.What, parameterMark)+1:]
	return t
}

// givenField returns what is in a field of a struct, or of one that is pointed
// to, which is made on the spot to be given to a call; nil if that is not known.
func givenField(arg ssa.Value, field string, call ssa.Instruction) ssa.Value {
	at := call
	if load, ok := arg.(*ssa.UnOp); ok {
		arg, at = load.X, load
	}
	if c, ok := arg.(*ssa.Const); ok {
		return zeroField(c.Type(), field)
	}
	made, ok := arg.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var given ssa.Value
	for _, use := range *made.Referrers() {
		switch use := use.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
		case *ssa.FieldAddr:
			if values.FieldOf(use.X.Type(), use.Field).Name() != field {
				continue
			}
			for _, ref := range *use.Referrers() {
				s, isStore := ref.(*ssa.Store)
				switch {
				case !mayWrite(ref):
				case !isStore || s.Addr != use || given != nil || !precedes(s, at):
					return nil
				default:
					given = s.Val
				}
			}
		case *ssa.Store:
			if c, ok := use.Val.(*ssa.Const); !ok || use.Addr != made || c.Value != nil {
				return nil
			}
		default:
			if use != call && !precedes(at, use) {
				return nil
			}
		}
	}
	if given == nil {
		return zeroField(made.Type().Underlying().(*types.Pointer).Elem(), field)
	}
	return given
}

// precedes reports whether an instruction is always come to before another one.
func precedes(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		return slices.Index(a.Block().Instrs, a) < slices.Index(a.Block().Instrs, b)
	}
	return a.Block().Dominates(b.Block())
}

// zeroField returns the constant that a field of a struct is which nothing is
// put in; nil if there is none.
func zeroField(t types.Type, field string) ssa.Value {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for f := range s.Fields() {
		b, ok := f.Type().Underlying().(*types.Basic)
		if f.Name() != field || !ok {
			continue
		}
		switch {
		case b.Info()&types.IsBoolean != 0:
			return ssa.NewConst(constant.MakeBool(false), f.Type())
		case b.Info()&types.IsString != 0:
			return ssa.NewConst(constant.MakeString(""), f.Type())
		case b.Info()&types.IsInteger != 0:
			return ssa.NewConst(constant.MakeInt64(0), f.Type())
		}
	}
	return nil
}
