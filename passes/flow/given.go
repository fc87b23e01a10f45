package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A list of signals may hold some of them only under a condition: it is added
// to, or replaced, behind a branch. A registration by such a list is told
// apart into one for each condition.

// A partial handler holds under a condition.
type partial struct {
	handler Handler
	cond    Condition
}

// parts tells a registration apart by the conditions under which its signals
// are in the list it is given.
func (e *engine) parts(r *Registration) []partial {
	whole := e.handlerOf(r)
	if r.Set.All || len(r.args) == 0 || len(whole.Branches) < 2 && !whole.Rest {
		return []partial{{handler: whole}}
	}
	out := []partial{{handler: whole}}
	out[0].handler.Branches = nil
	for _, b := range whole.Branches {
		cond := e.givenWhen(r.args, b.Signal)
		i := slices.IndexFunc(out, func(p partial) bool { return p.cond.String() == cond.String() })
		if i < 0 {
			i = len(out)
			out = append(out, partial{Handler{Func: whole.Func, Place: whole.Place}, cond})
		}
		out[i].handler.Branches = append(out[i].handler.Branches, b)
	}
	if out[0].handler.Branches == nil && !whole.Rest {
		out = out[1:]
	}
	return out
}

// givenWhen says when one of some lists holds a signal.
func (e *engine) givenWhen(lists []ssa.Value, signal string) Condition {
	var when Condition
	found := false
	for _, list := range lists {
		g := giver{e: e, signal: signal, known: make(map[ssa.Value]holding)}
		switch c, ok := g.holds(list); {
		case !ok:
		case found:
			when = when.Or(c)
		default:
			when, found = c, true
		}
	}
	return when
}

// A giver follows a list back to where one signal is put in.
type giver struct {
	e      *engine
	signal string
	known  map[ssa.Value]holding
}

// A holding says whether a value holds the signal, and when.
type holding struct {
	when  Condition
	holds bool
}

// holds reports whether a value holds the signal, and when.
func (g *giver) holds(v ssa.Value) (Condition, bool) {
	h, ok := g.known[v]
	if !ok {
		g.known[v] = holding{} // while it is found out
		h.when, h.holds = g.follow(v)
		g.known[v] = h
	}
	return h.when, h.holds
}

func (g *giver) follow(v ssa.Value) (Condition, bool) {
	switch v := v.(type) {
	case *ssa.Phi:
		var ways []way
		for i, x := range v.Edges {
			ways = append(ways, way{x, g.e.along(v.Block().Preds[i], v.Block())})
		}
		return g.any(ways)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return g.any([]way{{v.Call.Args[0], always()}, {v.Call.Args[1], always()}})
		}
		if fn := g.e.ix.Static(&v.Call); g.e.ix.Local(fn) && fn.Signature.Results().Len() == 1 {
			return g.any(g.returned(fn))
		}
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.Alloc); ok && v.Op == token.MUL {
			return g.any(g.stored(a))
		}
		if at, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL {
			return g.holds(at.X)
		}
	case *ssa.ChangeType:
		return g.holds(v.X)
	case *ssa.MakeInterface:
		return g.holds(v.X)
	}
	set := g.e.signals(v)
	return Condition{}, set.All || set.Unknown || slices.Contains(set.Names, g.signal)
}

// A way is one by which a list gets its value.
type way struct {
	list ssa.Value
	when ByCommand
}

func (g *giver) returned(fn *ssa.Function) []way {
	var ways []way
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			ways = append(ways, way{ret.Results[0], g.e.waysTo(b)})
		}
	}
	return ways
}

func (g *giver) stored(a *ssa.Alloc) []way {
	var ways []way
	for _, ref := range *a.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == a {
			ways = append(ways, way{s.Val, g.e.waysTo(s.Block())})
		}
	}
	return ways
}

// any reports whether the list holds the signal on one of the ways, and when.
func (g *giver) any(ways []way) (when Condition, found bool) {
	for _, w := range ways {
		c, ok := g.holds(w.list)
		switch c = c.And(w.when.whole().unbound()); {
		case !ok:
		case found:
			when = when.Or(c)
		default:
			when, found = c, true
		}
	}
	return when, found
}
