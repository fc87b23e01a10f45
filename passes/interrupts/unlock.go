package interrupts

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A lock that is given up by fcntl is a lock of type F_UNLCK: whatever the
// command, the call does not wait.

// unlocks reports whether v, an argument of a call, points at a lock that is
// given up: each value of its field Type is F_UNLCK, or the one just set.
func (x *index) unlocks(v ssa.Value, call ssa.Instruction, pkg *types.Package) bool {
	want, ok := valueOf(pkg, "F_UNLCK")
	if !ok {
		return false
	}
	p := x.prover(func(n int64) bool { return n == want })
	stores := typings(cellOf(converted(v)))
	if all(stores, p.unlocking) {
		return true
	}
	before := call.Block().Instrs[:slices.Index(call.Block().Instrs, call)]
	for _, instr := range slices.Backward(before) {
		if s, ok := instr.(*ssa.Store); ok && slices.Contains(stores, s) {
			return p.unlocking(s)
		}
	}
	return false
}

// unlocking reports whether a store to a lock, or to its type, makes it one
// that is given up.
func (p *prover) unlocking(s *ssa.Store) bool {
	load, ok := s.Val.(*ssa.UnOp)
	if _, field := s.Addr.(*ssa.FieldAddr); field || !ok || load.Op != token.MUL {
		return p.always(s.Val, 8)
	}
	literal, ok := load.X.(*ssa.Alloc)
	return ok && literal.Comment == "complit" && all(typings(literal), p.unlocking)
}

// typings returns what is stored to the lock at addr as a whole, or to its
// field Type, also by closures.
func typings(addr ssa.Value) []*ssa.Store {
	if addr == nil || addr.Referrers() == nil {
		return nil
	}
	var stores []*ssa.Store
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == addr {
				stores = append(stores, ref)
			}
		case *ssa.FieldAddr:
			if f := fieldOf(ref.X.Type(), ref.Field); f != nil && f.Name() == "Type" {
				stores = append(stores, typings(ref)...)
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == addr {
					stores = append(stores, typings(ref.Fn.(*ssa.Function).FreeVars[i])...)
				}
			}
		}
	}
	return stores
}
