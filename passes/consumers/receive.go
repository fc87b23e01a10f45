package consumers

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/signals"
)

// receive adds a receive to its channel, with a branch for each signal that
// the channel is registered for or that the code names.
func (b *builder) receive(c *Channel, u *flow.Use) {
	set := c.Registered()
	if given := b.flow.Given(u); given != nil {
		r := &Receive{Pos: u.Pos(), End: u.Pos(), External: true, Func: u.Fn.Name(), Value: true}
		for _, g := range given {
			if set.May(g.Signal) {
				r.Branches = append(r.Branches, &Branch{Signal: g.Signal, Pos: u.Pos(), End: u.Pos(), Effect: g.Effect, Action: g.Action})
			}
		}
		c.Receives = append(c.Receives, r)
		return
	}
	if u.Kind != flow.Receives {
		return
	}
	r := &Receive{Pos: u.Pos(), End: u.Pos() + 2, Loop: flow.InLoop(u.Instr.Block()), Func: u.Fn.Name()}
	r.Purpose = b.notes.blank[u.Pos()] || b.notes.deliberate(u.Pos())
	r.Value = valueUsed(u)
	names := slices.Clone(set.Names)
	if set.All || set.Unknown {
		names = append(names, "SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGUSR1", "SIGUSR2")
	}
	for name := range b.flow.Outcome(u, stranger, set).Compared {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if signals.Uncatchable(name) {
			continue
		}
		r.Branches = append(r.Branches, b.branch(u, r, name, set))
	}
	c.Receives = append(c.Receives, r)
}

// stranger is a signal that no code names: it falls past every comparison, and
// so shows them all.
const stranger = "SIGRTMAX-7"

// valueUsed reports whether the code looks at the value it receives.
func valueUsed(u *flow.Use) bool {
	switch r := u.Instr.(type) {
	case *ssa.UnOp:
		if !r.CommaOk {
			return len(*r.Referrers()) > 0
		}
		return extracted(r, func(i int) bool { return i == 0 })
	case *ssa.Select:
		return extracted(r, func(i int) bool {
			return i >= 2 && types.Identical(r.Type().(*types.Tuple).At(i).Type(), u.Chan.Type().Underlying().(*types.Chan).Elem())
		})
	}
	return true
}

func extracted(tuple ssa.Value, wanted func(int) bool) bool {
	for _, ref := range *tuple.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && wanted(x.Index) && len(*x.Referrers()) > 0 {
			return true
		}
	}
	return false
}

// A branchKey is all that a branch follows from. Channels that are handed to
// one function share its branches.
type branchKey struct {
	use       *flow.Use
	name, set string
}

// branch follows one signal.
func (b *builder) branch(u *flow.Use, r *Receive, name string, set signals.Set) *Branch {
	key := branchKey{u, name, set.String()}
	if b.built[key] == nil {
		b.built[key] = b.newBranch(u, r, name, set)
	}
	return b.built[key]
}

func (b *builder) newBranch(u *flow.Use, r *Receive, name string, set signals.Set) *Branch {
	o := b.flow.Outcome(u, name, set)
	br := &Branch{
		Signal: name, Pos: r.Pos, End: r.End, Named: o.Named,
		Default: o.Others && !o.Named, Effect: o.Effect, Action: o.Action, Again: o.Again,
	}
	if pos := o.Compared[name]; o.Named && pos.IsValid() {
		br.Pos, br.End = pos, pos+2
		if o.NamedAt.IsValid() {
			br.Pos, br.End = o.NamedAt, o.NamedAt+2
		}
	}
	for _, a := range o.Acts {
		if !a.Pos().IsValid() {
			continue
		}
		act := b.act(a)
		act.Aside = o.Aside[a]
		br.Acts = append(br.Acts, act)
		if a == o.Main {
			br.Main = &act
		}
	}
	slices.SortStableFunc(br.Acts, func(x, y Act) int {
		if x.Direct != y.Direct {
			if x.Direct {
				return -1
			}
			return 1
		}
		return int(x.Pos - y.Pos)
	})
	return br
}

// kinds spells the kinds of package flow as this one does.
var kinds = map[flow.Kind]ActKind{
	flow.Work: Work, flow.Local: Work, flow.Sets: Work, flow.Logs: Logs,
	flow.Ends: Ends, flow.Exits: Exits, flow.Forwards: Forwards,
}

func (b *builder) act(a *flow.Act) Act {
	act := Act{Name: a.Name, Kind: kinds[a.Kind], Pos: a.Pos(), End: a.Pos() + 1, Direct: a.Depth == 0, Told: a.Tells(), Sort: a.Sort()}
	call, ok := a.Instr.(ssa.CallInstruction)
	if !ok {
		return act
	}
	if expr := b.flow.Expr(call); expr != nil {
		act.Pos, act.End = expr.Pos(), expr.End()
	}
	act.Error = b.errorOf(call)
	return act
}
