package interrupts

import (
	"go/constant"
	"go/token"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A function with a parameter like block or passive makes a call for one of its
// values only. Callers that pass a constant are judged by it.

// conditions returns the boolean parameters of a block's function that must have
// a certain value for the block to be reached, by their numbers.
func conditions(b *ssa.BasicBlock) map[int]bool {
	need := make(map[int]bool)
	for dom := b.Idom(); dom != nil; b, dom = dom, dom.Idom() {
		if len(b.Preds) == 1 && b.Preds[0] == dom {
			addCondition(need, dom, b)
		}
	}
	return need
}

// addCondition adds what a branch at the end of b on a parameter asks for, for
// it to go to succ.
func addCondition(need map[int]bool, b, succ *ssa.BasicBlock) {
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok || b.Succs[0] == b.Succs[1] {
		return
	}
	cond, value := branch.Cond, b.Succs[0] == succ
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond, value = not.X, !value
	}
	if p, ok := cond.(*ssa.Parameter); ok {
		need[slices.Index(b.Parent().Params, p)] = value
	}
}

// edgeConditions returns the conditions for an edge into the block of a phi.
func edgeConditions(phi *ssa.Phi, edge int) map[int]bool {
	pred := phi.Block().Preds[edge]
	need := conditions(pred)
	addCondition(need, pred, phi.Block())
	return need
}

// never reports whether a condition on the parameters of fn holds in no call.
// Only functions whose callers are all known are ruled out.
func (x *index) never(fn *ssa.Function, need map[int]bool) bool {
	for i, value := range need {
		if all(x.passed(fn.Params[i]), func(v ssa.Value) bool {
			k, ok := boolOf(v)
			return ok && k != value
		}) {
			return true
		}
	}
	return false
}

// carry translates conditions on the parameters of a called function into
// conditions on those of the caller; ok is false where the call rules them out.
func carry(r raw, s site) (carried map[int]bool, ok bool) {
	carried = conditions(s.instr.Block())
	if s.via >= 0 {
		return carried, true
	}
	for _, i := range slices.Sorted(maps.Keys(r.need)) {
		arg := argOf(s.instr.Common(), i, r.arity)
		if k, known := boolOf(arg); known && k != r.need[i] {
			return nil, false
		}
		if p, ok := arg.(*ssa.Parameter); ok {
			carried[slices.Index(s.fn.Params, p)] = r.need[i]
		}
	}
	return carried, true
}

// argOf returns what a call passes for parameter i of a function with as many as
// arity, the receiver among them: calls through interfaces and method values
// do not list it.
func argOf(common *ssa.CallCommon, i, arity int) ssa.Value {
	i -= arity - len(common.Args)
	if i < 0 || i >= len(common.Args) {
		return nil
	}
	return common.Args[i]
}

func boolOf(v ssa.Value) (value, ok bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(c.Value), true
}

// common returns the conditions that are in both a and b.
func common(a, b map[int]bool) map[int]bool {
	both := make(map[int]bool)
	for i, value := range a {
		if other, ok := b[i]; ok && other == value {
			both[i] = value
		}
	}
	return both
}
