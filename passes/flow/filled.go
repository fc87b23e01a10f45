package flow

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// filledIn reports whether a value is read from a field which the package fills
// where it finds it empty: if c.Addr == "" { c.Addr = ":80" }. That it is set asks
// for nothing.
func (e *engine) filledIn(v ssa.Value) bool {
	f, _ := fieldRead(v)
	if f == nil {
		return false
	}
	if e.fills == nil {
		e.fills = make(map[*types.Var]bool)
		e.eachInstr(func(instr ssa.Instruction) {
			if s, ok := instr.(*ssa.Store); ok {
				if at, ok := s.Addr.(*ssa.FieldAddr); ok && isSomething(s.Val) {
					if f := values.FieldOf(at.X.Type(), at.Field); f != nil && foundEmpty(f, s.Block()) {
						e.fills[f] = true
					}
				}
			}
		})
	}
	return e.fills[f]
}

// isSomething reports whether a value is certainly not nil, empty or zero.
func isSomething(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return false
		}
		switch v.Value.Kind() {
		case constant.String:
			return constant.StringVal(v.Value) != ""
		case constant.Int:
			return constant.Sign(v.Value) != 0
		}
		return false
	case *ssa.Slice:
		return isMade(v.X)
	}
	return isMade(v)
}

// foundEmpty reports whether a block is come to where a field is compared with
// nothing.
func foundEmpty(f *types.Var, b *ssa.BasicBlock) bool {
	d := b.Idom()
	if d == nil {
		return false
	}
	branch, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cmp, isComparison := branch.Cond.(*ssa.BinOp)
	yes, decided := decides(d, b)
	if !isComparison || !decided || yes != (cmp.Op == token.EQL) {
		return false
	}
	x, y := cmp.X, cmp.Y
	if _, isConst := x.(*ssa.Const); isConst {
		x, y = y, x
	}
	c, ok := y.(*ssa.Const)
	if isLen(x) {
		x = x.(*ssa.Call).Call.Args[0]
	}
	read, _ := fieldRead(x)
	return ok && read == f && (c.Value == nil || isZero(c))
}
