package values

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A variable that holds signals may be set through a pointer to it: by a method
// of a list that adds to it, by a function that is given its address. What is
// stored through pointers of a type may be stored wherever such a pointer leads.

// A lending says to whom the address of a variable is given.
type lending int

const (
	inside lending = 1 << iota // to code of the package
	abroad                     // to code that is not at hand
)

// addPointed notes what is stored through a pointer to signals.
func (ix *Index) addPointed(s *ssa.Store) {
	if t := s.Addr.Type(); pointsToSignals(t) {
		list, _ := ix.pointed.At(t).([]*ssa.Store)
		ix.pointed.Set(t, append(list, s))
	}
}

// addLent notes the fields and variables of the package that hold signals and
// whose address an instruction takes for others.
func (ix *Index) addLent(instr ssa.Instruction) {
	switch at := instr.(type) {
	case *ssa.FieldAddr:
		if pointsToSignals(at.Type()) {
			ix.lent[FieldOf(at.X.Type(), at.Field)] |= ix.lends(at)
		}
	case *ssa.IndexAddr:
		if pointsToSignals(at.Type()) && ix.lends(at) != 0 {
			ix.addElement(element{in: at.X, at: at})
		}
	}
	var buf [8]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		if g, ok := (*op).(*ssa.Global); ok && pointsToSignals(g.Type()) && g.Object() != nil {
			ix.lent[g.Object()] |= ix.lentBy(instr, g)
		}
	}
}

// pointsToSignals reports whether a type is that of the address of a variable
// that holds signals.
func pointsToSignals(t types.Type) bool {
	p, ok := t.Underlying().(*types.Pointer)
	return ok && HoldSignals(p.Elem())
}

// Lent reports whether the address of a variable is given to others, who may set it.
func (ix *Index) Lent(addr ssa.Value) bool { return ix.lends(addr) != 0 }

// lends says to whom the address of a variable is given.
func (ix *Index) lends(addr ssa.Value) lending {
	var to lending
	for _, ref := range *addr.Referrers() {
		to |= ix.lentBy(ref, addr)
	}
	return to
}

// lentBy says to whom one instruction gives the address of a variable.
func (ix *Index) lentBy(instr ssa.Instruction, addr ssa.Value) lending {
	switch instr := instr.(type) {
	case *ssa.DebugRef, *ssa.UnOp, *ssa.IndexAddr, *ssa.Slice, *ssa.BinOp:
		return 0
	case *ssa.MakeClosure:
		var to lending
		for i, b := range instr.Bindings {
			if b == addr {
				to |= ix.lends(instr.Fn.(*ssa.Function).FreeVars[i])
			}
		}
		return to
	case *ssa.Store:
		if instr.Addr == addr {
			return 0
		}
	case *ssa.MakeInterface:
		if iface, ok := instr.Type().Underlying().(*types.Interface); ok && iface.NumMethods() == 0 {
			return abroad
		}
	case ssa.CallInstruction:
		if fn := ix.Static(instr.Common()); fn != nil && (!ix.Local(fn) || fn.TypeParams().Len() > 0) {
			return abroad
		}
	}
	return inside
}

// through follows what may be stored through a pointer to a variable.
func (t *tracer) through(pointer types.Type, to lending) {
	if to&abroad != 0 {
		t.add(Root{Kind: Unknown})
	}
	if to&inside != 0 {
		list, _ := t.ix.pointed.At(pointer).([]*ssa.Store)
		for _, s := range list {
			t.skipLoads(s.Addr)
			t.value(s.Val)
		}
	}
}

// skipLoads leaves out what is read through a pointer: that is what the variable
// held before, and is followed already.
func (t *tracer) skipLoads(pointer ssa.Value) {
	if pointer.Referrers() == nil {
		return // nil
	}
	for _, ref := range *pointer.Referrers() {
		if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
			t.seen[load] = true
		}
	}
}

// addGiven notes the signals that a function which is not at hand gets together
// with a map of signals: it may put them in.
func (ix *Index) addGiven(call *ssa.CallCommon) {
	if ix.Local(ix.Static(call)) {
		return
	}
	for _, m := range call.Args {
		if _, ok := m.Type().Underlying().(*types.Map); !ok || !HoldSignals(m.Type()) {
			continue
		}
		for _, arg := range call.Args {
			if arg == m || !HoldSignals(arg.Type()) {
				continue
			}
			switch arg.Type().Underlying().(type) {
			case *types.Slice, *types.Map:
				ix.addElement(element{in: m, from: arg})
			default:
				ix.addElement(element{in: m, value: arg})
			}
		}
	}
}

// mayBe reports whether a container is one with these roots, also where it is a
// parameter that a caller gives such a one for.
func (ix *Index) mayBe(container ssa.Value, roots []Root) bool {
	return Share(ix.Trace(container), roots) || Share(ix.givenFor(container), roots)
}

// givenFor returns the roots of what callers give for the parameters that a
// container may be, and theirs.
func (ix *Index) givenFor(container ssa.Value) []Root {
	if roots, ok := ix.given[container]; ok {
		return roots
	}
	ix.given[container] = nil // while it is found out
	var all []Root
	for _, r := range ix.Trace(container) {
		if r.Kind != Param {
			continue
		}
		for _, call := range ix.Callers(r.Fn) {
			ix.steps++
			args := aligned(r.Fn, call.Common().Args)
			if r.Index < len(args) && args[r.Index] != nil {
				all = append(all, ix.Trace(args[r.Index])...)
				all = append(all, ix.givenFor(args[r.Index])...)
			}
		}
	}
	ix.given[container] = slices.Clip(all)
	return all
}
