package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// ways walks all ways from start and returns how they end.
func (w *walk) ways(start node, states []state) exitSet {
	type place struct {
		n node
		s state
	}
	seen, within := make(map[place]bool), make(map[place]bool)
	var out exitSet
	var walkFrom func(p place)
	walkFrom = func(p place) {
		if within[p] && w.endless(p.n) {
			out.add(exit{kind: hangs, state: p.s})
		}
		if seen[p] || !w.f.ev.step() {
			return
		}
		seen[p], within[p] = true, true
		defer delete(within, p)
		turns := p.s == state{} && p.n != start && w.turns(p.n.b)
		at := []state{p.s}
		for _, s := range w.steps[p.n] {
			at = w.f.ev.after(s, at, &out)
		}
		for _, s := range at {
			for _, to := range w.next[p.n] {
				if turns && !w.f.ev.e.leadsTo(to.b, w.f.ev.from.Block()) {
					continue // as it would if no signal had come
				}
				s := s
				s.failed = s.failed || errorEdge(p.n.b, to.b)
				walkFrom(place{to, s})
			}
		}
	}
	for _, s := range states {
		walkFrom(place{start, s})
	}
	switch {
	case *w.f.ev.left <= 0:
		w.f.ev.stop()
		out.add(unseen)
	case len(out) == 0: // an endless loop
		out.add(exit{kind: hangs})
	}
	return out
}

// endless reports whether no way from a node ends.
func (w *walk) endless(n node) bool {
	seen := map[node]bool{n: true}
	queue := []node{n}
	for len(queue) > 0 {
		n, queue = queue[0], queue[1:]
		w.f.ev.step()
		if slices.ContainsFunc(w.steps[n], func(s step) bool {
			return s.final || slices.ContainsFunc(s.exits, func(x exit) bool { return x.kind != returns })
		}) {
			return false
		}
		for _, to := range w.next[n] {
			if !seen[to] {
				seen[to] = true
				queue = append(queue, to)
			}
		}
	}
	return true
}

// turns reports whether a block asks for something anew that the signal has no
// part in: where the loop of the receive begins, or in the loop, where it waits for
// something else. When who comes there with nothing done leaves the loop, it is not
// for the signal.
func (w *walk) turns(b *ssa.BasicBlock) bool {
	from := w.f.ev.from
	if from == nil || w.f.up != nil || w.f.fn != from.Parent() || b == from.Block() {
		return false
	}
	c, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	v := c.Cond
	if x, ok := v.(*ssa.BinOp); ok {
		v = x.X
	}
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	switch v := v.(type) {
	case *ssa.Call:
		_, isPhi := b.Instrs[0].(*ssa.Phi)
		return v.Block() == b && b == loopOf(from.Block()) && !isPhi
	case *ssa.Select:
		return v != from && v.Blocking && w.f.ev.e.leadsTo(v.Block(), from.Block())
	}
	return false
}

// loopOf returns the block that begins the innermost loop around a block, or nil.
func loopOf(b *ssa.BasicBlock) *ssa.BasicBlock {
	for ; b != nil; b = b.Idom() {
		if slices.ContainsFunc(b.Preds, b.Dominates) {
			return b
		}
	}
	return nil
}

// after returns the states that a step leaves, and notes the ways it ends.
func (ev *evaluator) after(s step, at []state, out *exitSet) []state {
	var next []state
	add := func(x state) {
		for _, y := range next {
			if x == y {
				return
			}
		}
		next = append(next, x)
	}
	*ev.left -= len(at) * len(s.exits)
	for _, x := range at {
		if s.act != nil {
			x = ev.do(s.act, x)
		}
		x = ev.make(x, s.makes)
		if s.keeps {
			x.made = s.makes
		}
		if s.again {
			x = join(x, state{again: true})
		}
		if !s.calls {
			add(x)
			continue
		}
		for _, e := range s.exits {
			if e.kind == returns {
				add(join(ev.make(x, e.made), e.state))
			}
		}
		for _, e := range s.exits {
			if e.kind != returns || s.final {
				out.add(exit{e.kind, join(x, e.state), e.ret})
			}
		}
	}
	if s.final {
		return nil
	}
	return next
}

// make notes that a context or channel is made, which may take back the end of
// the one before it.
func (ev *evaluator) make(x state, v ssa.Value) state {
	if v != nil && x.by > 0 && ev.acts[x.by-1].undoneBy(ev.e, v) {
		x.ended, x.by, x.acted = false, 0, true
	}
	return x
}

// do adds an act to a way.
func (ev *evaluator) do(a *Act, x state) state {
	if a.leave {
		x.ended, x.by = true, a.index+1
		return x
	}
	switch a.Kind {
	case Logs:
	case Ends:
		if a.inner && x.acted && !requestsEnd(ev.signal) {
			break // prepared for the next turn, and ends this one
		}
		x.ended = true
		x.by = a.index + 1
	case Exits:
		x.ended = true
	default:
		if x.by > 0 && ev.acts[x.by-1].restartedBy(a) {
			x.ended, x.by, x.acted = false, 0, true
		}
		if a.Kind == Local {
			break // what it does is told by its own acts
		}
		if a.weak {
			x.weak = true
		} else {
			x.acted = true
		}
	}
	return x
}

// errorEdge reports whether control goes from one block to another where there
// is an error.
func errorEdge(from, to *ssa.BasicBlock) bool {
	c, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return false
	}
	cmp, ok := c.Cond.(*ssa.BinOp)
	if !ok || !isErrorType(cmp.X.Type()) {
		return false
	}
	if k, ok := cmp.Y.(*ssa.Const); !ok || k.Value != nil {
		return false
	}
	return cmp.Op == token.NEQ && to == from.Succs[0] || cmp.Op == token.EQL && to == from.Succs[1]
}

// misused reports whether a block is one that SSA adds for what cannot be: an
// iterator that breaks the rules, a blocking select of which no case matched.
func misused(b *ssa.BasicBlock) bool {
	switch b.Comment {
	case "yield-invalid", "rangefunc.resume.busy":
		return true
	case "select.next":
		p, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Panic)
		return ok && !p.Pos().IsValid()
	}
	return false
}
