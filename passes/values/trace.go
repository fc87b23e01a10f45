package values

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A Kind says what a Root is.
type Kind int

// The kinds of root.
const (
	Made    Kind = iota // Value makes it: make, a literal, a constant, a function, a variable's address
	Param               // parameter Index of Fn
	Field               // the field Obj, of any value
	Global              // the package variable Obj
	Result              // result Index of the call Value, to a function outside the package or unknown
	Unknown             // anything
)

// A Root is one place that a value may come from.
type Root struct {
	Kind  Kind
	Value ssa.Value     // of Made and Result
	Fn    *ssa.Function // of Param
	Index int           // of Param and Result
	Obj   *types.Var    // of Field and Global
}

// maxRoots bounds the work spent on one value; beyond it the value is Unknown.
const maxRoots = 400

// A traceKey is a value, and how many containers it is followed for: within
// many of them less is seen of it.
type traceKey struct {
	v      ssa.Value
	nested int
}

// Trace returns the roots of a value, each once, in a fixed order.
func (ix *Index) Trace(v ssa.Value) []Root {
	key := traceKey{v, ix.nested}
	if roots, ok := ix.traces[key]; ok {
		return roots
	}
	if ix.Spent() {
		return []Root{{Kind: Unknown}}
	}
	t := ix.newTracer(nil)
	t.value(v)
	ix.traces[key] = t.roots
	return t.roots
}

// TraceTo returns the roots of a value as Trace does, but does not follow what
// calls of a function return: it ends there, as if the function stood elsewhere.
func (ix *Index) TraceTo(v ssa.Value, fn *ssa.Function) []Root {
	if ix.Spent() {
		return []Root{{Kind: Unknown}}
	}
	t := ix.newTracer(nil)
	t.end = fn
	t.value(v)
	return t.roots
}

// Share reports whether two values may be the same, going by their roots.
func Share(a, b []Root) bool {
	for _, r := range a {
		if !Shared(r) {
			continue
		}
		for _, s := range b {
			if r == s {
				return true
			}
		}
	}
	return false
}

// Shared reports whether two values that have a root may be the same for it:
// not what is unknown, nor constants, as nil.
func Shared(r Root) bool {
	if r.Kind == Made {
		_, isConst := r.Value.(*ssa.Const)
		return !isConst
	}
	return r.Kind != Unknown
}

type tracer struct {
	ix    *Index
	seen  map[ssa.Value]bool
	has   map[Root]bool
	roots []Root

	active  []activation           // the calls whose results are being followed
	entered map[*ssa.Function]bool // the functions whose results were
	again   int                    // values looked at anew, for another call
	end     *ssa.Function          // what it returns is not followed
}

func (ix *Index) newTracer(active []activation) tracer {
	return tracer{ix: ix, seen: make(map[ssa.Value]bool), has: make(map[Root]bool), active: active, entered: make(map[*ssa.Function]bool)}
}

func (t *tracer) add(r Root) {
	if !t.has[r] {
		t.has[r] = true
		t.roots = append(t.roots, r)
	}
}

// value follows v backwards.
func (t *tracer) value(v ssa.Value) {
	if v == nil || t.seen[v] {
		return
	}
	t.seen[v] = true
	t.ix.steps++
	if t.full() || t.ix.Spent() {
		t.add(Root{Kind: Unknown})
		return
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		t.param(v)
	case *ssa.FreeVar:
		t.freeVar(v, t.value)
	case *ssa.Phi:
		for _, e := range v.Edges {
			t.value(e)
		}
	case *ssa.ChangeType:
		t.value(v.X)
	case *ssa.ChangeInterface:
		t.value(v.X)
	case *ssa.MakeInterface:
		t.value(v.X)
	case *ssa.Convert:
		t.value(v.X)
	case *ssa.MultiConvert:
		t.value(v.X)
	case *ssa.TypeAssert:
		t.value(v.X)
	case *ssa.Slice:
		if _, ok := v.X.(*ssa.Alloc); ok {
			t.add(Root{Kind: Made, Value: v.X})
			return
		}
		t.value(v.X)
	case *ssa.UnOp:
		t.unary(v)
	case *ssa.Extract:
		t.extract(v)
	case *ssa.Call:
		t.call(v, 0)
	case *ssa.Field:
		t.field(FieldOf(v.X.Type(), v.Field))
	case *ssa.Index:
		t.elements(v.X, false)
	case *ssa.Lookup:
		t.elements(v.X, false)
	default:
		t.add(Root{Kind: Made, Value: v})
	}
}

// full reports whether so much was seen that the rest is Unknown.
func (t *tracer) full() bool { return len(t.seen) > maxRoots }

func (t *tracer) unary(v *ssa.UnOp) {
	if v.Op == token.MUL {
		t.address(v.X)
		return
	}
	t.add(Root{Kind: Made, Value: v})
}

func paramIndex(p *ssa.Parameter) int {
	for i, q := range p.Parent().Params {
		if p == q {
			return i
		}
	}
	return -1
}

// freeVar follows a captured value to where its closures are made.
func (t *tracer) freeVar(v *ssa.FreeVar, follow func(ssa.Value)) {
	for i, fv := range v.Parent().FreeVars {
		if fv == v {
			for _, c := range t.ix.closures[v.Parent()] {
				follow(c.Bindings[i])
			}
		}
	}
}

// extract follows one part of a tuple.
func (t *tracer) extract(v *ssa.Extract) {
	switch tuple := v.Tuple.(type) {
	case *ssa.Call:
		t.call(tuple, v.Index)
	case *ssa.Lookup:
		if v.Index == 0 {
			t.elements(tuple.X, false)
		}
	case *ssa.TypeAssert:
		if v.Index == 0 {
			t.value(tuple.X)
		}
	case *ssa.Next:
		if r, ok := tuple.Iter.(*ssa.Range); ok && v.Index > 0 {
			t.elements(r.X, v.Index == 1)
		}
	default:
		t.add(Root{Kind: Made, Value: v})
	}
}

// call follows result i of a call.
func (t *tracer) call(v *ssa.Call, i int) {
	if b, ok := v.Call.Value.(*ssa.Builtin); ok {
		if b.Name() == "append" {
			for _, arg := range v.Call.Args {
				t.value(arg)
			}
			return
		}
		t.add(Root{Kind: Made, Value: v})
		return
	}
	fn := t.ix.Static(&v.Call)
	if fn == nil {
		fn = t.function(v.Call.Value)
	}
	switch g := t.ix.source(v, i); {
	case fn != nil && fn == t.end:
		t.add(Root{Kind: Result, Value: v, Index: i})
	case g != nil && g.held:
		t.add(Root{Kind: Result, Value: v, Index: i}) // see elements
	case g != nil:
		t.follow(g)
	case t.ix.Local(fn):
		t.enter(activation{fn: fn, args: aligned(fn, v.Call.Args)}, i)
	default:
		t.passed(v, fn, i)
	}
}

// passed follows the few functions of the standard library that hand on what
// they are given.
func (t *tracer) passed(v *ssa.Call, fn *ssa.Function, i int) {
	if fn != nil && fn.Pkg != nil && len(v.Call.Args) > 0 {
		switch fn.Pkg.Pkg.Path() + "." + fn.Name() {
		case "slices.Clone", "slices.Collect", "slices.Sorted", "slices.Values", "slices.Compact", "slices.Clip", "slices.Grow":
			t.value(v.Call.Args[0])
			return
		case "slices.Insert", "slices.AppendSeq":
			t.value(v.Call.Args[0])
			t.value(v.Call.Args[len(v.Call.Args)-1])
			return
		case "slices.Concat":
			t.elements(v.Call.Args[0], false)
			return
		}
	}
	t.add(Root{Kind: Result, Value: v, Index: i})
}

// field follows a field to all that the package stores in it.
func (t *tracer) field(f *types.Var) {
	if f == nil {
		t.add(Root{Kind: Unknown})
		return
	}
	t.add(Root{Kind: Field, Obj: f})
	for _, v := range t.ix.fields[f] {
		t.value(v)
	}
	if to := t.ix.lent[f]; to != 0 {
		t.through(types.NewPointer(f.Type()), to)
	}
}

// address follows what may be read from an address.
func (t *tracer) address(a ssa.Value) {
	switch a := a.(type) {
	case *ssa.Alloc:
		t.alloc(a)
	case *ssa.FreeVar:
		t.freeVar(a, t.address)
	case *ssa.Global:
		obj, _ := a.Object().(*types.Var)
		t.add(Root{Kind: Global, Obj: obj})
		for _, v := range t.ix.globals[a] {
			t.value(v)
		}
		if obj != nil {
			t.through(a.Type(), t.ix.lent[obj])
		}
	case *ssa.FieldAddr:
		t.field(FieldOf(a.X.Type(), a.Field))
	case *ssa.IndexAddr:
		t.elements(a.X, false)
	case *ssa.Phi:
		for _, e := range a.Edges {
			if !t.seen[e] {
				t.seen[e] = true
				t.address(e)
			}
		}
	case *ssa.Call, *ssa.UnOp:
		t.value(a) // *flag.String(...): the pointer stands for what it points to
	case *ssa.Parameter:
		t.param(a)
	default:
		t.add(Root{Kind: Unknown})
	}
}

// alloc follows a variable to all that is stored in it, also by closures.
func (t *tracer) alloc(a ssa.Value) {
	if t.seen[a] {
		return
	}
	t.seen[a] = true
	for _, v := range t.ix.Stored(a) {
		t.value(v)
	}
	if pointsToSignals(a.Type()) {
		t.through(a.Type(), t.ix.lends(a))
	}
}

// Stored returns the values that are stored at a variable or captured one.
func (ix *Index) Stored(a ssa.Value) []ssa.Value {
	if out, ok := ix.variables[a]; ok {
		return out
	}
	var out []ssa.Value
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == a {
				out = append(out, ref.Val)
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == a {
					out = append(out, ix.Stored(ref.Fn.(*ssa.Function).FreeVars[i])...)
				}
			}
		}
	}
	ix.variables[a] = slices.Clip(out)
	return ix.variables[a]
}
