package consumers

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

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
	r.Blank = b.notes.blank[u.Pos()]
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

// branch follows one signal.
func (b *builder) branch(u *flow.Use, r *Receive, name string, set signals.Set) *Branch {
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
		br.Acts = append(br.Acts, b.act(a))
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
	act := Act{Name: a.Name, Kind: kinds[a.Kind], Pos: a.Pos(), End: a.Pos() + 1, Direct: a.Depth == 0}
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

// errorOf says what becomes of the error that a call returns.
func (b *builder) errorOf(call ssa.CallInstruction) ErrorUse {
	results := call.Common().Signature().Results()
	n := results.Len()
	if n == 0 || !isError(results.At(n-1).Type()) {
		return NoError
	}
	v, ok := call.(*ssa.Call)
	if !ok {
		return ErrorDropped // go and defer drop results
	}
	err := ssa.Value(v)
	if n > 1 {
		err = nil
		for _, ref := range *v.Referrers() {
			if x, ok := ref.(*ssa.Extract); ok && x.Index == n-1 {
				err = x
			}
		}
	}
	if err == nil || len(*err.Referrers()) == 0 {
		return ErrorDropped
	}
	return b.errorUse(err, 0)
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// errorUse judges the uses of an error value: if all of them test it against
// nil or log it, it is only logged.
func (b *builder) errorUse(err ssa.Value, depth int) ErrorUse {
	if depth > 6 {
		return ErrorHandled
	}
	for _, ref := range *err.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if ref.Op != token.EQL && ref.Op != token.NEQ {
				return ErrorHandled
			}
		case *ssa.DebugRef:
		case *ssa.Store:
			if !b.storedForLog(ref) {
				return ErrorHandled
			}
		case *ssa.Call:
			if !b.logsOrSpells(ref, depth) {
				return ErrorHandled
			}
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi:
			if b.errorUse(ref.(ssa.Value), depth+1) == ErrorHandled {
				return ErrorHandled
			}
		default:
			return ErrorHandled
		}
	}
	return ErrorLogged
}

// storedForLog reports whether a store puts the error among the arguments of
// a logging call.
func (b *builder) storedForLog(s *ssa.Store) bool {
	at, ok := s.Addr.(*ssa.IndexAddr)
	if !ok || at.X.Referrers() == nil {
		return false
	}
	for _, ref := range *at.X.Referrers() {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			if call, ok := use.(ssa.CallInstruction); ok {
				return b.flow.IsLog(call)
			}
		}
	}
	return false
}

// logsOrSpells reports whether a call logs the error, or makes text of it for
// a call that does.
func (b *builder) logsOrSpells(call *ssa.Call, depth int) bool {
	if b.flow.IsLog(call) {
		return true
	}
	name := ""
	if call.Call.IsInvoke() {
		name = call.Call.Method.Name()
	} else if fn := call.Call.StaticCallee(); fn != nil {
		name = fn.Name()
	}
	if name == "Error" || strings.HasPrefix(name, "Sprint") {
		return b.errorUse(call, depth+1) != ErrorHandled
	}
	return false
}
