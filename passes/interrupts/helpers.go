package interrupts

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// helpers reports the functions that mean to retry what they are given, and do
// not; and notes those that do.
func (j *judge) helpers() {
	for _, fn := range j.x.funcs {
		for _, p := range fn.Params {
			if !isFunc(p.Type()) || len(errorResults(p.Type())) == 0 {
				continue
			}
			h := j.x.helpOf(p)
			if obj, ok := fn.Object().(*types.Func); ok && h.retried {
				j.res.Helpers = append(j.res.Helpers, Helper{obj})
			}
			if t, never := j.x.badTest(p, h); t != nil {
				h.bad = true
				j.res.Bad = append(j.res.Bad, Bad{Pos: t.instr.Pos(), Func: fn.Name(), Never: never, Call: j.x.sites[p][0].instr.Pos()})
			}
		}
	}
}

// importedHelpers notes the retry helpers of the packages imported.
func (j *judge) importedHelpers() {
	pass := j.x.pass
	for _, f := range pass.AllObjectFacts() {
		fn, ok := f.Object.(*types.Func)
		if _, helps := f.Fact.(*retries); ok && helps && fn.Pkg() != pass.Pkg && slices.Contains(pass.Pkg.Imports(), fn.Pkg()) {
			j.res.Helpers = append(j.res.Helpers, Helper{fn})
		}
	}
	slices.SortStableFunc(j.res.Helpers, func(a, b Helper) int { return cmp.Compare(a.Func.FullName(), b.Func.FullName()) })
}

// badTest returns a test for EINTR that misses the error of the function p, or
// that leaves the loop around it with EINTR instead of going round.
func (x *index) badTest(p *ssa.Parameter, h *help) (t *test, never bool) {
	sites := x.sites[p]
	direct := func(s site) bool { return s.via < 0 && s.fn == p.Parent() }
	if h.unsure || len(sites) == 0 || !slices.ContainsFunc(sites, direct) {
		return nil, false
	}
	for _, t := range x.tests {
		if t.fn != p.Parent() {
			continue
		}
		from := x.causesOf(t.operand)
		calls, ok := from.calls, from.all
		own := slices.ContainsFunc(calls, func(c ssa.Instruction) bool {
			return slices.ContainsFunc(sites, func(s site) bool { return ssa.Instruction(s.instr) == c })
		})
		switch {
		case !ok || len(calls) > 0 && !own:
			// it tests something else, rightly for all that is known
		case !h.handled && !x.reached[t.instr]:
			return t, false
		case h.handled && own && x.leavesLoop(sites):
			return t, true
		}
	}
	return nil, false
}

// leavesLoop reports whether on EINTR every path leaves the loop around the
// only call with the EINTR itself.
func (x *index) leavesLoop(sites []site) bool {
	if len(sites) != 1 || !inLoop(sites[0].instr.Block()) {
		return false
	}
	s := sites[0]
	o := x.walkSite(s, raw{results: errorResults(s.instr.Common().Value.Type())}, true)
	return !o.retried && !o.unsure && len(o.gaveUp) == 0 && len(o.results) > 0 && !otherErrnos(s.fn)
}

// otherErrnos reports whether fn compares with an errno other than EINTR.
func otherErrnos(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			op, ok := instr.(*ssa.BinOp)
			if !ok {
				continue
			}
			for _, v := range []ssa.Value{op.X, op.Y} {
				if m, ok := v.(*ssa.MakeInterface); ok {
					v = m.X
				}
				if c, ok := v.(*ssa.Const); ok && c.Value != nil && hasErrno(c.Type()) && !isInterface(c.Type()) && c.Int64() != eintr {
					return true
				}
			}
		}
	}
	return false
}

// inLoop reports whether a block can come back to itself.
func inLoop(b *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := slices.Clone(b.Succs)
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		if s == b {
			return true
		}
		if !seen[s] {
			seen[s] = true
			work = append(work, s.Succs...)
		}
	}
	return false
}
