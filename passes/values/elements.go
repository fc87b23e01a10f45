package values

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Elements returns the roots of what a slice, array or map holds; of a map's
// keys if keys is set.
func (ix *Index) Elements(v ssa.Value, keys bool) []Root {
	t := ix.newTracer(nil)
	t.elements(v, keys)
	return t.roots
}

// maxNested bounds containers within containers, which may hold each other.
const maxNested = 4

// elements follows what a container holds. A container that is not made in
// the package stands for its elements.
func (t *tracer) elements(v ssa.Value, keys bool) {
	if t.ix.nested >= maxNested {
		t.add(Root{Kind: Unknown})
		return
	}
	t.ix.nested++
	defer func() { t.ix.nested-- }()
	container := t.ix.newTracer(t.active)
	if a, ok := v.(*ssa.Alloc); ok {
		container.add(Root{Kind: Made, Value: a})
	} else {
		container.value(v)
	}
	for _, r := range container.roots {
		switch r.Kind {
		case Made:
			t.stored(r.Value, keys)
		case Result:
			t.returned(r)
		default:
			t.add(r)
		}
	}
	t.written(v.Type(), container.roots, keys)
	for _, u := range t.ix.updatesOf(v.Type()) {
		t.ix.steps++
		if t.full() {
			t.add(Root{Kind: Unknown})
			return
		}
		if !t.seen[u.Map] && t.ix.mayBe(u.Map, container.roots) {
			t.value(entry(u, keys))
		}
	}
}

// An element is stored in a slice, array or map of signals that was made before.
type element struct {
	in    ssa.Value // the slice or map, or pointer to the array
	value ssa.Value // or nil
	from  ssa.Value // the slice that is copied, or nil
	at    ssa.Value // the address that is given away, or nil
}

func (ix *Index) addElement(e element) {
	if _, made := e.in.(*ssa.Alloc); made {
		return // seen where it is made
	}
	if t := heldIn(e.in.Type()); t != nil {
		list, _ := ix.elements.At(t).([]element)
		ix.elements.Set(t, append(list, e))
	}
}

// heldIn returns the type of the signals in a slice or map, or in an array that
// is pointed to; nil for those that hold something else.
func heldIn(t types.Type) types.Type {
	t = t.Underlying()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem().Underlying()
	}
	switch u := t.(type) {
	case *types.Slice:
		t = u.Elem()
	case *types.Array:
		t = u.Elem()
	case *types.Map:
		t = u.Key()
	default:
		return nil
	}
	if !HoldSignals(t) {
		return nil
	}
	return t
}

// written follows what is stored in slices with these roots once they are made.
func (t *tracer) written(slice types.Type, roots []Root, keys bool) {
	held := heldIn(slice)
	if held == nil {
		return
	}
	list, _ := t.ix.elements.At(held).([]element)
	for _, e := range list {
		t.ix.steps++
		switch {
		case t.seen[e.in] || !t.ix.mayBe(e.in, roots):
		case e.value != nil:
			t.value(e.value)
		case e.from != nil:
			t.elements(e.from, keys)
		default:
			t.through(e.at.Type(), t.ix.lends(e.at))
		}
	}
}

// returned follows what a container holds that a call returns.
func (t *tracer) returned(r Root) {
	if call, ok := r.Value.(*ssa.Call); ok {
		if t.rangeOf(call) {
			return
		}
		if s := t.ix.source(call, r.Index); s != nil && s.held {
			t.follow(s)
			return
		}
	}
	t.add(r)
}

// rangeOf follows maps.Keys and maps.Values.
func (t *tracer) rangeOf(call *ssa.Call) bool {
	fn := t.ix.Static(&call.Call)
	if fn == nil || fn.Pkg == nil || fn.Pkg.Pkg.Path() != "maps" || len(call.Call.Args) == 0 {
		return false
	}
	t.elements(call.Call.Args[0], fn.Name() == "Keys")
	return true
}

// stored follows what is put into a container where it is made.
func (t *tracer) stored(v ssa.Value, keys bool) {
	if _, isConst := v.(*ssa.Const); isConst || v.Referrers() == nil {
		return // nil
	}
	switch v.(type) {
	case *ssa.Alloc, *ssa.MakeSlice, *ssa.MakeMap:
	default:
		t.add(Root{Kind: Made, Value: v})
		return
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				if s, ok := use.(*ssa.Store); ok && s.Addr == ref {
					t.value(s.Val)
				}
			}
		case *ssa.Store:
			if ref.Addr == v {
				t.elements(ref.Val, keys)
			}
		case *ssa.MapUpdate:
			if ref.Map == v {
				t.value(entry(ref, keys))
			}
		}
	}
}

func entry(u *ssa.MapUpdate, key bool) ssa.Value {
	if key {
		return u.Key
	}
	return u.Value
}

// Entries returns the places that store in a map with these roots.
func (ix *Index) Entries(m ssa.Value, roots []Root) []*ssa.MapUpdate {
	var out []*ssa.MapUpdate
	for _, u := range ix.updatesOf(m.Type()) {
		ix.steps++
		if Share(ix.Trace(u.Map), roots) {
			out = append(out, u)
		}
	}
	return out
}
