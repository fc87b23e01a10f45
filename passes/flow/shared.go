package flow

import (
	"fmt"
	"go/types"
	"slices"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// A channel in an exported field or variable connects packages: one registers
// it, another receives from it. The one that is imported tells of its part.

// A shared fact says what the package of a field or variable does with the
// channel in it.
type shared struct {
	Receives []Branch    // for every signal; nil if nothing is received
	Signals  signals.Set // that are registered
	Place    string      // of the registration
}

func (*shared) AFact() {}

func (s *shared) String() string {
	return fmt.Sprintf("shared(%d, %s)", len(s.Receives), s.Signals)
}

// borrowed is a receive of a channel that another package registers.
type borrowed struct {
	use  *use
	fact shared
}

// share exports what is done to channels in exported fields and variables, and
// finds the receives of those of other packages.
func (e *engine) share() {
	facts := make(map[*types.Var]*shared)
	var order []*types.Var
	of := func(v *types.Var) *shared {
		if facts[v] == nil {
			facts[v] = new(shared)
			order = append(order, v)
		}
		return facts[v]
	}
	for _, u := range e.uses {
		if u.kind != useReceive || !signalChan(u.ch.Type()) {
			continue
		}
		for _, v := range e.places(e.rootsOf(u), true) {
			if s := of(v); s.Receives == nil {
				s.Receives = e.branches(signals.Set{All: true}, signals.Set{All: true}, []*use{u})
			}
		}
		for _, v := range e.places(e.rootsOf(u), false) {
			var fact shared
			if e.pass.ImportObjectFact(v, &fact) && !fact.Signals.Empty() {
				e.borrowed = append(e.borrowed, borrowed{u, fact})
			}
		}
	}
	for _, r := range e.regs {
		if r.Func != "Notify" || len(e.receives(r)) > 0 {
			continue
		}
		for _, v := range e.places(r.Roots, true) {
			s := of(v)
			s.Signals, s.Place = s.Signals.Union(r.Set), r.place
		}
	}
	for _, v := range order {
		e.pass.ExportObjectFact(v, facts[v])
	}
}

// places returns the exported fields and variables among roots: those of the
// package itself, or those of others.
func (e *engine) places(roots []values.Root, own bool) []*types.Var {
	var out []*types.Var
	for _, r := range roots {
		if r.Kind != values.Field && r.Kind != values.Global || r.Obj == nil || !r.Obj.Exported() || r.Obj.Pkg() == nil {
			continue
		}
		if (r.Obj.Pkg() == e.pass.Pkg) == own && !slices.Contains(out, r.Obj) {
			out = append(out, r.Obj)
		}
	}
	return out
}

// sharedBranches returns what the package of a field or variable does with
// the channel that is registered here.
func (e *engine) sharedBranches(r *Registration) []Branch {
	for _, v := range e.places(r.Roots, false) {
		var fact shared
		if e.pass.ImportObjectFact(v, &fact) && fact.Receives != nil {
			return pick(fact.Receives, e.sortedSignals(r.Set))
		}
	}
	return nil
}

// borrow makes handlers of the receives of channels that others register.
func (e *engine) borrow(sets reachSets) {
	for _, g := range e.borrowed {
		h := Handler{Func: "Notify", Place: g.fact.Place, Rest: g.fact.Signals.Unknown}
		h.Branches = e.branches(g.fact.Signals, g.fact.Signals, []*use{g.use})
		if h.Rest {
			h.Branches = pick(h.Branches, g.fact.Signals.Names)
		}
		for _, by := range e.waysTo(g.use.instr.Block()).reaches() {
			sets.of(g.use.fn).add(e.handler(h), by)
		}
	}
}
