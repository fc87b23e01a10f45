package interrupts

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// step takes one instruction along a path, and reports whether the path ends.
func (w *walk) step(instr ssa.Instruction, st *state) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		w.store(instr, st)
	case *ssa.BinOp:
		return w.compare(instr, st)
	case *ssa.UnOp:
		w.unary(instr, st)
	case *ssa.Extract:
		w.extract(instr, st)
	case *ssa.TypeAssert:
		w.assert(instr, st)
	case *ssa.MakeInterface:
		w.copy(instr, instr.X, st)
	case *ssa.ChangeInterface:
		w.copy(instr, instr.X, st)
	case *ssa.ChangeType:
		w.copy(instr, instr.X, st)
	case *ssa.Convert:
		w.copy(instr, instr.X, st)
		st.learn(instr, recast(st.value(instr.X), instr.Type()))
	case *ssa.Slice:
		w.copy(instr, instr.X, st)
	case *ssa.Field:
		w.field(instr, instr.X, st)
	case *ssa.FieldAddr:
		w.field(instr, instr.X, st)
	case *ssa.Lookup:
		if _, ok := st.holds(instr.Index); ok {
			w.out.unsure = true // a table of errors
			return true
		}
	case *ssa.Send:
		return w.send(instr.X, instr.Chan, instr.Pos(), st)
	case *ssa.Select:
		return w.selects(instr, st)
	case *ssa.MapUpdate:
		if _, ok := st.holds(instr.Value); ok {
			w.out.kept = true
		}
	case *ssa.Panic:
		w.out.gaveUp = append(w.out.gaveUp, giveUp{instr.Pos(), true})
		return true
	case *ssa.Return:
		w.finish(instr, st)
		return true
	case *ssa.RunDefers:
		return w.deferred(st)
	case ssa.CallInstruction:
		return w.call(instr, st)
	}
	return false
}

// copy gives dst what src holds.
func (w *walk) copy(dst, src ssa.Value, st *state) {
	l, ok := st.holds(src)
	st.set(dst, l, ok)
	st.learn(dst, st.value(src))
}

func (w *walk) store(s *ssa.Store, st *state) {
	key := addrKey(s.Addr)
	l, ok := st.holds(s.Val)
	if !ok {
		delete(st.cells, key)
		return
	}
	st.cells[key] = l
	switch a := s.Addr.(type) {
	case *ssa.FieldAddr:
		_, local := addrRoot(a).(*ssa.Alloc) // followed as a whole
		if f := fieldOf(a.X.Type(), a.Field); f != nil && !local {
			w.out.escapes[f] = true
		}
	case *ssa.Global:
		w.out.globals[a] = true
	case *ssa.IndexAddr:
		if _, local := addrRoot(a).(*ssa.Alloc); !local {
			w.out.kept = true
		}
	}
}

func (w *walk) unary(op *ssa.UnOp, st *state) {
	st.learn(op, nil)
	switch op.Op {
	case token.MUL:
		l, ok := st.cells[addrKey(op.X)]
		if !ok {
			l, ok = st.holds(op.X) // a field of what holds the error, or all of it
		}
		if _, plain := op.X.(*ssa.FieldAddr); ok && plain && isError(op.Type()) {
			l = bare
		}
		st.set(op, l, ok)
	case token.NOT:
		if k := st.value(op.X); k != nil {
			st.learn(op, constant.MakeBool(!constant.BoolVal(k)))
		}
	case token.SUB:
		st.set(op, 0, false)
	case token.ARROW:
		st.set(op, 0, false)
	}
}

// field selects from a struct, or takes the address of a part.
func (w *walk) field(dst, src ssa.Value, st *state) {
	if _, ok := st.vals[src]; !ok {
		st.set(dst, 0, false)
		return
	}
	t := dst.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st.set(dst, bare, isError(t) || isInteger(t))
}

func (w *walk) selects(sel *ssa.Select, st *state) bool {
	for _, s := range sel.States {
		if s.Dir == types.SendOnly && w.send(s.Send, s.Chan, s.Pos, st) {
			return true
		}
	}
	return false
}

// send ends the path of an error that is delivered to a channel. Unless the
// package tests what it receives, an interruption looks like a failure there.
func (w *walk) send(v, ch ssa.Value, pos token.Pos, st *state) bool {
	if l, ok := st.holds(v); !ok || l == text {
		return false
	}
	if w.x.origin.chans[elemOf(ch)] {
		w.out.handled = true
	} else {
		w.out.delivered = true
		w.out.gaveUp = append(w.out.gaveUp, giveUp{pos: pos})
	}
	return true
}

func (w *walk) extract(e *ssa.Extract, st *state) {
	st.learn(e, nil)
	if w.at != nil && w.at.Value() != nil && e.Tuple == ssa.Value(w.at.Value()) {
		l, ok := w.errs[e.Index]
		st.set(e, l, ok)
		if e.Index < len(w.consts) {
			st.learn(e, w.consts[e.Index])
		}
		return
	}
	l, ok := st.vals[e.Tuple]
	ok = ok && !isBool(e.Type()) && (isError(e.Type()) || isStruct(e.Type()) || isInterface(e.Type()))
	st.set(e, l, ok)
	if ks := st.consts[e.Tuple]; e.Index < len(ks) {
		st.learn(e, ks[e.Index])
	}
	if k := st.known[e.Tuple]; k != nil && isBool(e.Type()) {
		st.learn(e, k) // the second result of v.(T), errors.AsType
	}
}

// assert decides whether the error has the asserted type.
func (w *walk) assert(a *ssa.TypeAssert, st *state) {
	l, ok := st.holds(a.X)
	st.learn(a, nil)
	if !ok {
		st.set(a, 0, false)
		return
	}
	is := l == wrapped || hasErrno(a.AssertedType)
	st.set(a, l, is)
	if !is && l == bare && ofField(a.X) && isError(a.AssertedType) {
		st.set(a, wrapped, true) // the field of an error may hold another one
		return
	}
	if hasErrno(a.AssertedType) && !isInterface(a.AssertedType) && l == wrapped {
		is = false // it lies deeper
		st.set(a, l, false)
	}
	if a.CommaOk {
		st.learn(a, constant.MakeBool(is))
	}
}

// ofField reports whether v is read from a field.
func ofField(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Field:
		return true
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.FieldAddr)
		return ok
	}
	return false
}

// hasErrno reports whether a syscall.Errno is of type t.
func hasErrno(t types.Type) bool {
	if i, ok := t.Underlying().(*types.Interface); ok {
		for m := range i.Methods() {
			switch m.Name() {
			case "Error", "Temporary", "Timeout", "Is":
			default:
				return false
			}
		}
		return true
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Errno" && n.Obj().Pkg() != nil && isSyscallPackage(n.Obj().Pkg().Path())
}

// recast converts a constant as Go converts integers of the sizes of pointers.
func recast(k constant.Value, to types.Type) constant.Value {
	b, ok := to.Underlying().(*types.Basic)
	if k == nil || k.Kind() != constant.Int || !ok || b.Info()&types.IsInteger == 0 {
		return nil
	}
	if !isMinusOne(k) {
		return k
	}
	return minusOne(to)
}

func isMinusOne(k constant.Value) bool {
	if n, ok := constant.Int64Val(k); ok {
		return n == -1
	}
	n, ok := constant.Uint64Val(k)
	return ok && n == 1<<64-1
}

// minusOne is what a failed system call leaves in its first result.
func minusOne(t types.Type) constant.Value {
	b, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok || b.Info()&types.IsInteger == 0:
		return nil
	case b.Info()&types.IsUnsigned != 0:
		return constant.MakeUint64(1<<64 - 1)
	}
	return constant.MakeInt64(-1)
}

func isStruct(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

func isInterface(t types.Type) bool {
	_, ok := t.Underlying().(*types.Interface)
	return ok
}
