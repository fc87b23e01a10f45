package flow

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// To give signal.Notify no signals is to ask for all of them, but not where a test
// comes first whether there are any.

// asksForSome reports whether a call is made only where the parameter that holds
// its signals holds some.
func (e *engine) asksForSome(c *sigcalls.Call) bool {
	args := c.Instr.Common().Args
	held := e.ix.Trace(args[len(args)-1])
	if len(held) != 1 || held[0].Kind != values.Param {
		return false
	}
	for b := c.Instr.Block(); b != nil; b = b.Idom() {
		if len(b.Preds) != 1 {
			continue
		}
		test, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		list, none := emptiness(test.Cond)
		if list != nil && none != (b == b.Preds[0].Succs[0]) && slices.Equal(e.ix.Trace(list), held) {
			return true
		}
	}
	return false
}

// emptiness takes a condition apart that compares the length of a list with a
// number, and tells what it is for none; list is nil for others.
func emptiness(cond ssa.Value) (list ssa.Value, none bool) {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok {
		return nil, false
	}
	switch cmp.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return nil, false
	}
	zero := constant.MakeInt64(0)
	if list, k := lengthOf(cmp.X), constOf(cmp.Y); list != nil && k != nil {
		return list, constant.Compare(zero, cmp.Op, k)
	}
	if list, k := lengthOf(cmp.Y), constOf(cmp.X); list != nil && k != nil {
		return list, constant.Compare(k, cmp.Op, zero)
	}
	return nil, false
}

// constOf returns the constant that a value is, or nil.
func constOf(v ssa.Value) constant.Value {
	if k, ok := v.(*ssa.Const); ok {
		return k.Value
	}
	return nil
}

// none is what a list of signals comes to that is known to hold none, where no
// signals may mean all: nothing, if only some are asked for. Of a list that
// others might fill nothing is known then.
func (r *Registration) none(list ssa.Value) signals.Set {
	c, ok := list.(*ssa.Const)
	return signals.Set{All: !r.some, Unknown: r.some && !(ok && c.Value == nil)}
}

// lengthOf returns the list that a value is the length of, or nil.
func lengthOf(v ssa.Value) ssa.Value {
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "len" {
		return call.Call.Args[0]
	}
	return nil
}
