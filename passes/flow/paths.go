package flow

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// waysTo says when a block is reached: of all ways from the entry, loops left
// out, what the branches on them ask for. Only conditions that a person sets
// count: flags, options, fields of a configuration, the environment,
// signal.Ignored; and words of the command line that choose a subcommand.
func (e *engine) waysTo(b *ssa.BasicBlock) ByCommand {
	if ways, ok := e.conds[b]; ok {
		return ways
	}
	e.conds[b] = always() // while it is computed, and at the entry
	ways := make(ByCommand)
	for _, p := range b.Preds {
		if b.Dominates(p) || exitsAtEnd(p) {
			continue // from a loop, or not at all
		}
		for command, c := range e.along(p, b) {
			ways.or(command, c)
		}
	}
	if len(ways) > 1 {
		ways.Simplify()
	}
	if len(ways) > 0 {
		e.conds[b] = ways
	}
	return e.conds[b]
}

// along says when control goes from p to b, which follows it.
func (e *engine) along(p, b *ssa.BasicBlock) ByCommand {
	ways := e.waysTo(p)
	branch, ok := p.Instrs[len(p.Instrs)-1].(*ssa.If)
	if !ok || p.Succs[0] == p.Succs[1] || isLoop(p) {
		return ways
	}
	yes := b == p.Succs[0]
	out := make(ByCommand)
	if c, ok := branch.Cond.(*ssa.Const); ok && constant.BoolVal(c.Value) != yes {
		return out // never
	}
	if command := e.commandTest(branch.Cond, yes); command != "" {
		return ways.with(command, e.byDefault(branch.Cond, command))
	}
	if command := e.commandTest(branch.Cond, !yes); command != "" {
		if e.byDefault(branch.Cond, command) {
			return ways.but(command, noName)
		}
		return ways.but(command)
	}
	if own, ok := e.derived(branch.Cond, yes); ok {
		return ways.and(own)
	}
	own := make(ByCommand)
	for command, c := range e.truth(branch.Cond, yes) {
		own.or(command, e.relevant(c, branch, b))
	}
	return ways.and(own)
}

// relevant returns a condition for b without what only rules out that the
// program fails, or does something else and ends, where it does not hold. A
// feature that is off is left without an error; a mode in which the program
// prints something is asked for, and leaves after it. What main needs to be told,
// lest it print how it is used, is no condition either, unless it is asked for by
// itself.
func (e *engine) relevant(c Condition, branch *ssa.If, b *ssa.BasicBlock) Condition {
	if c.Always() {
		return c
	}
	p := branch.Block()
	other := p.Succs[0]
	if other == b {
		other = p.Succs[1]
	}
	_, compared := branch.Cond.(*ssa.BinOp)
	needed := isEntry(b.Parent()) && compared && c.asksFor()
	switch how := e.leaving(p, other, b); {
	case how == fails, needed && (how == quietly || how == speaking), how == speaking && !c.asksFor():
		return Condition{}
	}
	if len(c.Cases) == 1 && !e.leadsTo(other, b) {
		return anyOf([]Case{c.Cases[0].filter(func(t Term) bool { return !t.checksOnly() })})
	}
	return c
}

// isLoop reports whether a block is the head of a loop.
func isLoop(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Preds, b.Dominates)
}

// dead reports whether a block is behind a condition that is constantly false,
// as runtime.GOOS == "windows" is elsewhere.
func (e *engine) dead(b *ssa.BasicBlock) bool {
	var chain []*ssa.BasicBlock // those that are not known yet
	gone := false
	for at := b; at != nil; at = at.Idom() {
		if known, ok := e.gone[at]; ok {
			gone = known
			break
		}
		chain = append(chain, at)
	}
	for _, at := range slices.Backward(chain) {
		gone = gone || ruledOut(at)
		e.gone[at] = gone
	}
	return gone
}

// ruledOut reports whether the branch before a block never goes there.
func ruledOut(at *ssa.BasicBlock) bool {
	d := at.Idom()
	if d == nil {
		return false
	}
	c, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	k, isConst := c.Cond.(*ssa.Const)
	branch, ok := decides(d, at)
	return ok && isConst && k.Value != nil && constant.BoolVal(k.Value) != branch
}

// decides reports whether the branch at the end of d decides if at is reached,
// and by which outcome.
func decides(d, at *ssa.BasicBlock) (branch, ok bool) {
	yes, no := d.Succs[0], d.Succs[1]
	y := len(yes.Preds) == 1 && yes.Dominates(at)
	n := len(no.Preds) == 1 && no.Dominates(at)
	return y, y != n
}

func boolIndex(b bool) int {
	if b {
		return 0
	}
	return 1
}
