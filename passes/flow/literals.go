package flow

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A package that makes the options of another one itself, and lets nobody else
// at them, decides what a condition on these asks for: a field that it always
// sets to true is set.

// A filling is what the package does with a type of options.
type filling struct {
	made  map[ssa.Value]bool
	sets  map[*types.Var]map[ssa.Value]bool // to true
	other map[*types.Var]bool               // fields that get another value, or whose address is taken
	open  bool                              // there are values that others make, or get to fill
}

// decide leaves out of what a function of another package reaches the conditions
// on its options that this package decides.
func (e *engine) decide(at reachSet, pkg *types.Package) reachSet {
	out := make(reachSet)
	for _, k := range at.keys() {
		r := at[k]
		if cond, possible := e.decided(r.cond, pkg); possible {
			r.cond = cond
			out.add(k.handler, r)
		}
	}
	return out
}

func (e *engine) decided(c Condition, pkg *types.Package) (left Condition, possible bool) {
	if c.Always() {
		return c, true
	}
	var cases []Case
	for _, x := range c.Cases {
		holds := true
		x = x.filter(func(t Term) bool {
			if t.Is != set {
				return true
			}
			isSet := e.fillings(pkg)[t.named().What]
			holds = holds && !(isSet && t.Not)
			return !isSet
		})
		switch {
		case !holds:
		case len(x) == 0:
			return Condition{}, true
		default:
			cases = append(cases, x)
		}
	}
	if len(cases) == 0 {
		return c, false
	}
	return anyOf(cases), true
}

// fillings are the truth values among the options of a package, as conditions
// spell them, that are set wherever this package makes them.
func (e *engine) fillings(pkg *types.Package) map[string]bool {
	if known, ok := e.filledOf[pkg]; ok {
		return known
	}
	byType := make(map[*types.Named]*filling)
	e.eachInstr(func(instr ssa.Instruction) { e.noteFilling(byType, pkg, instr) })
	for _, fn := range e.ix.Funcs {
		for _, p := range fn.Params {
			if f := fillingOf(byType, pkg, p.Type()); f != nil && visible(fn) {
				f.open = true
			}
		}
	}
	known := make(map[string]bool)
	for named, f := range byType {
		if f.open || len(f.made) == 0 {
			continue
		}
		for v := range named.Underlying().(*types.Struct).Fields() {
			if isBool(v.Type()) && !f.other[v] && len(f.sets[v]) == len(f.made) {
				known[named.Obj().Name()+"."+v.Name()] = true
			}
		}
	}
	if e.filledOf == nil {
		e.filledOf = make(map[*types.Package]map[string]bool)
	}
	e.filledOf[pkg] = known
	return known
}

// fillingOf returns what is known of the type of options that a value has, or
// points to; nil if it has none of the package.
func fillingOf(byType map[*types.Named]*filling, pkg *types.Package, t types.Type) *filling {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() != pkg || !ofOptions(named) {
		return nil
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil
	}
	if byType[named] == nil {
		byType[named] = &filling{
			made: make(map[ssa.Value]bool), sets: make(map[*types.Var]map[ssa.Value]bool), other: make(map[*types.Var]bool),
		}
	}
	return byType[named]
}

// noteFilling notes what an instruction says about options of a package.
func (e *engine) noteFilling(byType map[*types.Named]*filling, pkg *types.Package, instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Alloc:
		if f := fillingOf(byType, pkg, instr.Type()); f != nil && !isPointer(instr.Type().Underlying().(*types.Pointer).Elem()) {
			f.made[instr] = true
		}
	case *ssa.FieldAddr:
		if f := fillingOf(byType, pkg, instr.X.Type()); f != nil {
			f.field(instr)
		}
	case *ssa.MakeInterface:
		if f := fillingOf(byType, pkg, instr.X.Type()); f != nil {
			f.open = true // it may be filled by reflection
		}
	case *ssa.Phi:
	case *ssa.Call, *ssa.Extract:
		v := instr.(ssa.Value)
		f := fillingOf(byType, pkg, v.Type())
		switch call := callOf(v); {
		case f == nil, call != nil && e.ix.Local(e.ix.Static(&call.Call)):
		case call != nil && isPointer(v.Type()):
			f.made[v] = true // to be filled here
		default:
			f.open = true
		}
	case ssa.Value:
		if f := fillingOf(byType, pkg, instr.Type()); f != nil && !ofAlloc(instr) {
			f.open = true // others made it
		}
	}
}

// callOf returns the call that a value is a result of, or nil.
func callOf(v ssa.Value) *ssa.Call {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, _ := v.(*ssa.Call)
	return call
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// ofAlloc reports whether a value is what a local variable holds.
func ofAlloc(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	_, ok = load.X.(*ssa.Alloc)
	return ok
}

// beforeUse reports whether a field is set before the options are given away.
func beforeUse(set *ssa.Store, options ssa.Value) bool {
	for _, use := range *options.Referrers() {
		switch use := use.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef, *ssa.BinOp:
			continue
		case *ssa.Store:
			if use.Addr == options {
				continue // it is filled by a whole value
			}
		}
		if !precedes(set, use) && use != ssa.Instruction(set) {
			return false
		}
	}
	return true
}

// field notes what becomes of a field whose address is taken.
func (f *filling) field(at *ssa.FieldAddr) {
	v := values.FieldOf(at.X.Type(), at.Field)
	_, isMade := at.X.(*ssa.Alloc)
	isMade = isMade || callOf(at.X) != nil
	for _, ref := range *at.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.DebugRef:
			continue
		case *ssa.Store:
			if c, ok := ref.Val.(*ssa.Const); ok && isMade && ref.Addr == at && c.Value != nil && isBool(v.Type()) && constant.BoolVal(c.Value) && beforeUse(ref, at.X) {
				if f.sets[v] == nil {
					f.sets[v] = make(map[ssa.Value]bool)
				}
				f.sets[v][at.X] = true
				continue
			}
		}
		f.other[v] = true
	}
}
