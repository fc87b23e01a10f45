package interrupts

import (
	"go/constant"
	"go/token"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// What an error is compared with tells the mode of a descriptor that is not
// visible otherwise.

// inProgress reports whether the error of a connect is compared with EINPROGRESS.
func (j *judge) inProgress(s site) bool {
	for range j.compared(s, 115, 36) {
		return true
	}
	return false
}

// wouldBlock reports whether an accept that fails with EAGAIN is left alone,
// and nothing says that the listener blocks: hardly one has a timeout.
func (j *judge) wouldBlock(src source) bool {
	e, args := src.entry, src.site.instr.Common().Args
	if !strings.HasPrefix(e.Kernel, "accept") || e.FD < 0 || e.FD >= len(args) || j.x.kindOf(args[e.FD]) == timedFD {
		return false
	}
	for o := range j.x.origins(args[e.FD]) {
		if j.x.modeOf(o) == blocking {
			return false
		}
	}
	for test := range j.compared(src.site, 11, 35) {
		if leavesAlone(test, src.site.instr.Block()) {
			return true
		}
	}
	return false
}

// leavesAlone reports whether a way on which a comparison holds does not lead
// back to the call in a block.
func leavesAlone(test ssa.Instruction, call *ssa.BasicBlock) bool {
	v, ok := test.(ssa.Value)
	if !ok {
		return false
	}
	for _, ref := range *v.Referrers() {
		branch, ok := ref.(*ssa.If)
		if !ok {
			continue
		}
		holds := branch.Block().Succs[0]
		if b, ok := test.(*ssa.BinOp); ok && b.Op == token.NEQ {
			holds = branch.Block().Succs[1]
		}
		if !leadsTo(holds, call, make(map[*ssa.BasicBlock]bool)) {
			return true
		}
	}
	return false
}

// leadsTo reports whether control may come from one block to another.
func leadsTo(from, to *ssa.BasicBlock, seen map[*ssa.BasicBlock]bool) bool {
	if from == to {
		return true
	}
	seen[from] = true
	return slices.ContainsFunc(from.Succs, func(b *ssa.BasicBlock) bool { return !seen[b] && leadsTo(b, to, seen) })
}

// compared yields what compares the error of a call with an errno, whose number
// is given for Linux and for the others.
func (j *judge) compared(s site, linux, other int64) iter.Seq[ssa.Instruction] {
	want := constant.MakeInt64(linux)
	if !j.x.linux {
		want = constant.MakeInt64(other)
	}
	return func(yield func(ssa.Instruction) bool) {
		for _, b := range s.fn.Blocks {
			for _, instr := range b.Instrs {
				for _, op := range comparedWith(instr, want) {
					if slices.Contains(j.x.causesOf(op).calls, ssa.Instruction(s.instr)) && !yield(instr) {
						return
					}
				}
			}
		}
	}
}

// comparedWith returns what instr compares with the errno want.
func comparedWith(instr ssa.Instruction, want constant.Value) []ssa.Value {
	var pairs [][2]ssa.Value
	switch instr := instr.(type) {
	case *ssa.BinOp:
		pairs = [][2]ssa.Value{{instr.X, instr.Y}, {instr.Y, instr.X}}
	case *ssa.Call:
		if stdName(&instr.Call) == "errors.Is" {
			pairs = [][2]ssa.Value{{instr.Call.Args[0], instr.Call.Args[1]}}
		}
	}
	var ops []ssa.Value
	for _, p := range pairs {
		v := p[1]
		if m, ok := v.(*ssa.MakeInterface); ok {
			v = m.X
		}
		if c, ok := v.(*ssa.Const); ok && c.Value != nil && isError(c.Type()) && constant.Compare(constant.ToInt(c.Value), token.EQL, want) {
			ops = append(ops, p[0])
		}
	}
	return ops
}
