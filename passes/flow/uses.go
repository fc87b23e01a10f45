package flow

import (
	"cmp"
	"encoding/binary"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/values"
)

// Which uses and registrations may be of one channel is asked again and again.
// Roots have numbers, and sets of them too; each set of roots is compared once.

// A rootSet is a number for a set of roots that values may share.
type rootSet int

// An interner numbers roots and sets of them.
type interner struct {
	roots map[values.Root]uint32
	sets  map[string]rootSet
	of    [][]uint32 // the roots of a set
}

func newInterner() *interner {
	return &interner{roots: make(map[values.Root]uint32), sets: make(map[string]rootSet)}
}

// set returns the number of a set of roots, of those by which values are told
// to be the same; see values.Share.
func (in *interner) set(roots []values.Root) rootSet {
	var ids []uint32
	for _, r := range roots {
		if values.Shared(r) {
			ids = append(ids, in.root(r))
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	key := packed(ids)
	s, ok := in.sets[key]
	if !ok {
		s = rootSet(len(in.of))
		in.sets[key] = s
		in.of = append(in.of, ids)
	}
	return s
}

func (in *interner) root(r values.Root) uint32 {
	id, ok := in.roots[r]
	if !ok {
		id = uint32(len(in.roots))
		in.roots[r] = id
	}
	return id
}

// spell returns a text that is the same for the same roots in the same order,
// and for no others.
func (in *interner) spell(roots []values.Root) string {
	ids := make([]uint32, len(roots))
	for i, r := range roots {
		ids[i] = in.root(r)
	}
	return packed(ids)
}

func packed(ids []uint32) string {
	text := make([]byte, 0, 4*len(ids))
	for _, id := range ids {
		text = binary.LittleEndian.AppendUint32(text, id)
	}
	return string(text)
}

// A group holds things by their sets of roots.
type group[T any] struct {
	in      *interner
	members map[rootSet][]T
	holding map[uint32][]rootSet // by root
	asked   map[rootSet][]T
}

func newGroup[T any](in *interner) *group[T] {
	return &group[T]{in: in, members: make(map[rootSet][]T), holding: make(map[uint32][]rootSet), asked: make(map[rootSet][]T)}
}

func (g *group[T]) add(s rootSet, x T) {
	if _, ok := g.members[s]; !ok {
		for _, id := range g.in.of[s] {
			g.holding[id] = append(g.holding[id], s)
		}
	}
	g.members[s] = append(g.members[s], x)
}

// sharing returns what shares a root with s, in the given order; work counts
// what is looked at.
func (g *group[T]) sharing(s rootSet, order func(a, b T) int, work func(int)) []T {
	if out, ok := g.asked[s]; ok {
		return out
	}
	var out []T
	seen := make(map[rootSet]bool)
	for _, id := range g.in.of[s] {
		work(1 + len(g.holding[id]))
		for _, t := range g.holding[id] {
			if !seen[t] {
				seen[t] = true
				out = append(out, g.members[t]...)
			}
		}
	}
	work(len(out))
	slices.SortFunc(out, order)
	g.asked[s] = slices.Clip(out)
	return g.asked[s]
}

// any reports whether something shares a root with s.
func (g *group[T]) any(s rootSet) bool {
	return slices.ContainsFunc(g.in.of[s], func(id uint32) bool { return len(g.holding[id]) > 0 })
}

// A useKey groups the uses of a kind by what the channel carries.
type useKey struct {
	kind useKind
	elem int
}

// useIndex finds uses by channel.
type useIndex struct {
	elems typeutil.Map // numbers, by type
	all   map[useKey][]*use
	keys  []useKey // in the order found
	byFn  map[*ssa.Function][]*use
	ready map[useKey]*group[*use]
	asked map[askedKey][]*use

	generic map[int]bool // the types that are parameters of generic functions
}

type askedKey struct {
	key   useKey
	roots rootSet
}

func newUseIndex() *useIndex {
	return &useIndex{
		all:   make(map[useKey][]*use),
		byFn:  make(map[*ssa.Function][]*use),
		ready: make(map[useKey]*group[*use]),
		asked: make(map[askedKey][]*use),

		generic: make(map[int]bool),
	}
}

// elem numbers the type of what a channel carries; -1 for what is no channel.
func (x *useIndex) elem(t types.Type) int {
	ch, ok := t.Underlying().(*types.Chan)
	if !ok {
		return -1
	}
	if n, ok := x.elems.At(ch.Elem()).(int); ok {
		return n
	}
	n := x.elems.Len()
	x.elems.Set(ch.Elem(), n)
	if _, ok := ch.Elem().(*types.TypeParam); ok {
		x.generic[n] = true // may be any type
	}
	return n
}

// addUse keeps a use.
func (e *engine) addUse(u *use) {
	u.index = len(e.uses)
	e.uses = append(e.uses, u)
	key := useKey{u.kind, e.found.elem(u.ch.Type())}
	if e.found.all[key] == nil {
		e.found.keys = append(e.found.keys, key)
	}
	e.found.all[key] = append(e.found.all[key], u)
	e.found.byFn[u.fn] = append(e.found.byFn[u.fn], u)
}

// group returns the uses of a key by their roots, which are traced when first
// asked for, since most channels carry no signals.
func (e *engine) group(key useKey) *group[*use] {
	g := e.found.ready[key]
	if g == nil {
		g = newGroup[*use](e.names)
		e.found.ready[key] = g
		for _, u := range e.found.all[key] {
			roots := e.rootsOf(u)
			e.work(1 + len(roots))
			g.add(e.names.set(roots), u)
		}
	}
	return g
}

func byIndex(a, b *use) int { return cmp.Compare(a.index, b.index) }

// usesOf returns the uses of one kind whose channel may be one of roots.
func (e *engine) usesOf(kind useKind, t types.Type, roots []values.Root) []*use {
	elem := e.found.elem(t)
	if elem < 0 {
		return nil
	}
	return e.usesLike(useKey{kind, elem}, roots, func(key useKey) bool {
		return key.elem == elem || key.elem >= 0 && (e.found.generic[elem] || e.found.generic[key.elem])
	})
}

// escapesOf returns the places where a channel leaves that may be one of roots.
func (e *engine) escapesOf(roots []values.Root) []*use {
	return e.usesLike(useKey{useEscape, -1}, roots, func(useKey) bool { return true })
}

// usesLike returns the uses of a kind, as like chooses, whose channel may be one
// of roots; the same list whenever it is asked for by the same key.
func (e *engine) usesLike(key useKey, roots []values.Root, like func(useKey) bool) []*use {
	asked := askedKey{key, e.names.set(roots)}
	out, ok := e.found.asked[asked]
	if !ok {
		for _, k := range e.found.keys {
			if k.kind == key.kind && like(k) {
				out = append(out, e.group(k).sharing(asked.roots, byIndex, e.work)...)
			}
		}
		slices.SortFunc(out, byIndex)
		e.found.asked[asked] = out
	}
	return out
}
