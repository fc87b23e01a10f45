package flow

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// A package may register the signals that an exported field of a struct of its
// own holds, as one of options. What other packages store there is theirs to
// tell: each store is a mark, a handler of its own kind, and the main package
// adds the signals of the marks that it reaches.

// SetsField is the Func of a Handler that handles nothing, and marks that its
// signals, and unknown ones with Rest, are stored in the field in Place.
const SetsField = "field"

// fieldKey spells a field of a named struct for marks; "" for other fields.
func fieldKey(f *types.Var) string {
	if f.Pkg() == nil {
		return ""
	}
	scope := f.Pkg().Scope()
	for _, name := range scope.Names() {
		s, ok := scope.Lookup(name).Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for own := range s.Fields() {
			if own.Origin() == f.Origin() {
				return f.Pkg().Path() + "." + name + "." + f.Name()
			}
		}
	}
	return ""
}

// fieldKeys spells fields; nil if one of them has no name that others know.
func fieldKeys(fields []*types.Var) []string {
	var keys []string
	for _, f := range fields {
		key := fieldKey(f)
		if key == "" {
			return nil
		}
		keys = append(keys, key)
	}
	return keys
}

// storesSignals returns the mark of an instruction that takes the address of a
// field of another package that holds signals, to store some there.
func (e *engine) storesSignals(at *ssa.FieldAddr) *Handler {
	f := values.FieldOf(at.X.Type(), at.Field)
	if f == nil || f.Pkg() == nil || f.Pkg() == e.pass.Pkg || !values.HoldSignals(f.Type()) {
		return nil
	}
	key := fieldKey(f)
	if key == "" {
		return nil
	}
	known := func(obj types.Object) (signals.Set, bool) {
		if obj == f {
			return signals.Set{}, true // what was there before
		}
		return e.known(obj)
	}
	h := Handler{Func: SetsField, Place: key}
	stores := false
	for _, ref := range *at.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			stores = true
			set := e.ix.Signals(ref.Val, known)
			h.Rest = h.Rest || set.Unknown || len(set.Params) > 0 || ref.Addr != at
			for _, name := range set.Names {
				h.Branches = append(h.Branches, Branch{Signal: name})
			}
		case *ssa.UnOp:
			if written(ref) {
				stores, h.Rest = true, true
			}
		case *ssa.DebugRef:
		default:
			stores, h.Rest = true, true
		}
	}
	if !stores {
		return nil
	}
	slices.SortFunc(h.Branches, func(a, b Branch) int { return cmp.Compare(a.Signal, b.Signal) })
	h.Branches = slices.CompactFunc(h.Branches, func(a, b Branch) bool { return a.Signal == b.Signal })
	return &h
}

// written reports whether an element of a slice is stored to, or all are copied.
func written(slice ssa.Value) bool {
	for _, ref := range *slice.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			if slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
				s, ok := use.(*ssa.Store)
				return ok && s.Addr == ref
			}) {
				return true
			}
		case *ssa.Slice:
			if written(ref) {
				return true
			}
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "copy" && ref.Call.Args[0] == slice {
				return true
			}
		}
	}
	return false
}

// decodes returns the marks of a conversion to an interface by which decoders
// may set fields that hold signals: what they set is not looked for.
func (e *engine) decodes(m *ssa.MakeInterface) []Handler {
	if iface, ok := m.Type().Underlying().(*types.Interface); !ok || iface.NumMethods() > 0 {
		return nil
	}
	t := m.X.Type()
	marks, known := e.decodable[t]
	if !known {
		marks = e.decoded(t, 3)
		e.decodable[t] = marks
	}
	return marks
}

// decoded returns the marks of all fields that a pointer leads to.
func (e *engine) decoded(t types.Type, depth int) []Handler {
	p, ok := t.Underlying().(*types.Pointer)
	if !ok || depth == 0 {
		return nil
	}
	s, ok := p.Elem().Underlying().(*types.Struct)
	if !ok {
		return e.decoded(p.Elem(), depth-1)
	}
	out := e.converts(s)
	for f := range s.Fields() {
		switch u := f.Type().Underlying().(type) {
		case *types.Struct:
			out = append(out, e.decoded(types.NewPointer(f.Type()), depth-1)...)
		case *types.Pointer:
			out = append(out, e.decoded(u, depth-1)...)
		}
	}
	return out
}

// addsKey spells a function that adds to the signals that are registered
// elsewhere in its package, for marks, as if these were kept in a field.
func addsKey(fn *ssa.Function) string { return calledVia(fn.String()) }

// An addition is a call of such a function.
type addition struct {
	call ssa.CallInstruction
	key  string
}

// markAdding adds the marks of calls of such functions.
func (e *engine) markAdding(sets reachSets) {
	for _, a := range e.adding {
		h := Handler{Func: SetsField, Place: a.key}
		sets.of(a.call.Parent()).add(e.handler(h), reach{})
	}
}

// converts returns the marks of a conversion to a struct of another package
// with fields that hold signals: what they hold is not looked for.
func (e *engine) converts(t types.Type) []Handler {
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var out []Handler
	for f := range s.Fields() {
		if f.Pkg() == e.pass.Pkg || !values.HoldSignals(f.Type()) {
			continue
		}
		if key := fieldKey(f); key != "" {
			out = append(out, Handler{Func: SetsField, Place: key, Rest: true})
		}
	}
	return out
}

// filled completes the handlers of a program for the signals of fields, with
// what the marks that it reaches store there.
func (e *engine) filled(all reachSet) reachSet {
	marks := make(map[string][]Handler)
	for _, k := range all.keys() {
		if h := e.table[k.handler]; h.Func == SetsField {
			marks[h.Place] = append(marks[h.Place], h)
		}
	}
	added := make(map[string]bool) // places of registrations that functions add to which are called
	for _, k := range all.keys() {
		if h := e.table[k.handler]; h.isAddedTo() && marks[h.Fields[0]] != nil {
			added[h.Place] = true
		}
	}
	out := reachSet{}
	for _, k := range all.keys() {
		h := e.table[k.handler]
		switch {
		case h.Func == SetsField, h.isAddedTo() && added[h.Place]:
			continue // who adds them tells what is done
		case h.Fields != nil && !h.isAddedTo():
			out.add(e.handler(h.fill(marks)), all[k])
		default:
			out.add(k.handler, all[k])
		}
	}
	return out
}

// isAddedTo reports whether functions add the signals of a handler.
func (h Handler) isAddedTo() bool {
	return len(h.Fields) > 0 && strings.HasSuffix(h.Fields[0], calledVia(""))
}

// fill adds to a handler the signals that marks store in its fields.
func (h Handler) fill(marks map[string][]Handler) Handler {
	out := Handler{Func: h.Func, Place: h.Place, Branches: slices.Clone(h.Branches)}
	stored := false
	for _, key := range h.Fields {
		for _, m := range marks[key] {
			stored = true
			out.Rest = out.Rest || m.Rest
			for _, b := range m.Branches {
				out.Branches = append(out.Branches, pick(h.Among, []string{b.Signal})...)
			}
		}
	}
	if !stored && h.Sole {
		out.Branches = h.Among // no signal at all means every signal
	}
	return out
}

// open describes a handler for signals that fields hold, besides those of set.
func (h *Handler) open(fields []string, set signals.Set, branches []Branch) {
	if fields != nil {
		h.Fields, h.Among, h.Sole = fields, branches, len(set.Names) == 0
	}
}
