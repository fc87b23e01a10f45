package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// A program that works in rounds, as one that reads a query after the other, may
// let a signal end the round: who cancels its context comes back to the receive,
// and the loop around the round begins another one.

// maxRounds bounds how many levels of calls lie between a loop and its round.
const maxRounds = 4

// endsRounds reports whether all that a signal ends is the context of a round.
func (f *followed) endsRounds() bool {
	ended := false
	for _, a := range f.acts {
		switch {
		case a.cancel && f.ev.e.roundsOf(a.roots):
			ended = true
		case a.Kind == Ends || !f.ev.e.small(a):
			return false
		}
	}
	once := f.named && !requestsEnd(f.ev.signal) // and each round waits for it anew
	return ended && !slices.ContainsFunc(f.exits, func(x exit) bool { return x.kind != back && !(once && x.kind == goes) })
}

// roundsOf reports whether contexts, by the roots of what cancels them, are made
// for rounds only.
func (e *engine) roundsOf(roots []values.Root) bool {
	found := false
	for _, r := range roots {
		call, ok := r.Value.(*ssa.Call)
		switch {
		case ok && r.Kind == values.Result && r.Index == 1:
			if !e.inRound(call, 0) {
				return false
			}
			found = true
		case r.Kind == values.Param || r.Kind == values.Unknown || ok:
			return false
		}
	}
	return found
}

// inRound reports whether a call is made in a loop that goes on whatever comes of
// it, or by a function of which all calls are.
func (e *engine) inRound(call *ssa.Call, depth int) bool {
	loop := InLoop(call.Block())
	if e.decidesEnd(call, loop) {
		return false
	}
	if loop {
		return true
	}
	callers := e.callersOf(call.Parent())
	if depth >= maxRounds || len(callers) == 0 || visible(call.Parent()) {
		return false
	}
	return !slices.ContainsFunc(callers, func(c ssa.CallInstruction) bool {
		up, ok := c.(*ssa.Call)
		return !ok || !e.inRound(up, depth+1)
	})
}

// decidesEnd reports whether what comes of a call decides that its function
// leaves the loop around it, or that the program exits.
func (e *engine) decidesEnd(call *ssa.Call, loop bool) bool {
	from := e.comesOf(call)
	for _, b := range call.Parent().Blocks {
		last, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !from[last.Cond] {
			continue
		}
		for _, next := range b.Succs {
			leaves := loop && e.leadsTo(b, call.Block()) && e.leadsTo(call.Block(), b) && !e.leadsTo(next, call.Block())
			if leaves || exitsAtEnd(next) {
				return true
			}
		}
	}
	return false
}

// comesOf lists the values of a function that a call may decide: what is made of
// its results, also by those who are given them or by what they are kept in.
func (e *engine) comesOf(call *ssa.Call) map[ssa.Value]bool {
	seen := make(map[ssa.Value]bool)
	var add func(v ssa.Value)
	add = func(v ssa.Value) {
		if v == nil || seen[v] || v.Parent() != call.Parent() {
			return
		}
		seen[v] = true
		e.work(1)
		switch v := v.(type) {
		case *ssa.FieldAddr:
			add(v.X)
		case *ssa.IndexAddr:
			add(v.X)
		}
		if v.Referrers() == nil {
			return
		}
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				add(ref.Addr)
			case ssa.Value:
				add(ref)
			}
		}
	}
	add(call)
	return seen
}

// restarts reports whether a signal that asks for no end ends the round of a loop
// that begins another one; it is known to do so where what is done is not what
// signals do that ask for the end, or none of them comes the same way.
func (f *followed) restarts(set signals.Set) (known, restarts bool) {
	switch {
	case f.use == nil, !(f.named && endsSome(set) || endsNone(set)), !f.ev.e.inRounds(topOf(f.use.fn)),
		slices.ContainsFunc(f.exits, func(x exit) bool { return x.kind != back && x.kind != goes }),
		slices.ContainsFunc(f.acts, func(a *Act) bool { return a.Kind == Ends && f.ev.e.outlives(a.roots) }):
		return false, false
	case endsNone(set):
		return true, true
	}
	own := f.spelt()
	return !slices.ContainsFunc([]string{"SIGTERM", "SIGINT", "SIGQUIT"}, func(end string) bool {
		return slices.Equal(own, f.ev.e.follow(f.use, end).spelt())
	}), true
}

// outlives reports whether a context or channel is made elsewhere than in rounds.
func (e *engine) outlives(roots []values.Root) bool {
	return slices.ContainsFunc(roots, func(r values.Root) bool {
		made, ok := r.Value.(ssa.Instruction)
		return ok && !InLoop(made.Block()) && !e.inRounds(topOf(made.Parent()))
	})
}

// spelt lists the calls of what is done, as the code spells them, but for those
// that only tell of it.
func (f *followed) spelt() []string {
	var out []string
	for _, a := range f.acts {
		text := a.Name
		if call, ok := a.Instr.(ssa.CallInstruction); ok {
			if expr := f.ev.e.expr(call); expr != nil {
				text = types.ExprString(expr)
			}
		}
		if a.Kind != Logs {
			out = append(out, text)
		}
	}
	return out
}

// inRounds reports whether a loop calls a function again, itself or by others: one
// that does not go through a list.
func (e *engine) inRounds(fn *ssa.Function) bool {
	return e.callsUp(fn, func(call ssa.CallInstruction) bool {
		if _, ok := call.(*ssa.Call); !ok || !InLoop(call.Block()) {
			return false
		}
		begin := loopOf(call.Block())
		return begin != nil && !strings.HasPrefix(begin.Comment, "range")
	})
}
