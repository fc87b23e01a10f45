package values

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
)

// A SignalSet is a set of signals that may hold what parameters hold.
type SignalSet struct {
	signals.Set
	Params []Root       // of kind Param: signals, or slices of them
	Fields []*types.Var // exported fields: all that is unknown is what other packages store there
}

// Known lets a caller say what a variable or result of another package holds.
type Known func(obj types.Object) (signals.Set, bool)

// Signals returns the signals that a value is, or holds if it is a slice,
// array or map (as keys).
func (ix *Index) Signals(v ssa.Value, known Known) SignalSet {
	switch v.Type().Underlying().(type) {
	case *types.Slice, *types.Array:
		return ix.union(ix.Elements(v, false), known)
	case *types.Map:
		return ix.union(ix.Elements(v, true), known)
	}
	return ix.union(ix.Trace(v), known)
}

func (ix *Index) union(roots []Root, known Known) SignalSet {
	var set SignalSet
	for _, r := range roots {
		set.add(ix.signal(r, roots, known))
	}
	if set.Unknown {
		set.Fields = nil
	}
	set.Unknown = set.Unknown || len(set.Fields) > 0
	return set
}

func (s *SignalSet) add(t SignalSet) {
	s.Set = s.Set.Union(t.Set)
	s.Params = append(s.Params, t.Params...)
	s.Fields = append(s.Fields, t.Fields...)
}

// signal returns what one root stands for.
func (ix *Index) signal(r Root, all []Root, known Known) SignalSet {
	unknown := SignalSet{Set: signals.Set{Unknown: true}}
	switch r.Kind {
	case Made:
		c, ok := r.Value.(*ssa.Const)
		if !ok {
			return unknown
		}
		if c.Value == nil {
			return SignalSet{} // nil
		}
		if name, ok := signals.Constant(c.Value, c.Type()); ok {
			return SignalSet{Set: signals.Of(name)}
		}
	case Param:
		return SignalSet{Params: []Root{r}}
	case Global, Field:
		if r.Obj == nil {
			return unknown
		}
		if name, ok := signals.Object(r.Obj); ok {
			return SignalSet{Set: signals.Of(name)}
		}
		if known != nil && r.Obj.Pkg() != ix.Pkg.Pkg {
			if set, ok := known(r.Obj); ok {
				return SignalSet{Set: set}
			}
			return unknown
		}
		if r.Kind == Field && r.Obj.Exported() && !ix.hidden(r.Obj) {
			if ix.offered(r.Obj) {
				return SignalSet{Fields: []*types.Var{r.Obj}}
			}
			return unknown
		}
		if len(all) > 1 {
			return SignalSet{} // what the package stores there is among the roots
		}
	case Result:
		if call, ok := r.Value.(*ssa.Call); ok && known != nil {
			if fn := ix.Static(&call.Call); fn != nil && fn.Object() != nil {
				if set, ok := known(fn.Object()); ok {
					return SignalSet{Set: set}
				}
			}
		}
	}
	return unknown
}
