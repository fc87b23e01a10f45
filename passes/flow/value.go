package flow

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// A val is what is known of a value while one signal is followed.
type val struct {
	kind   valKind
	signal string // of a constant too: the signal whose number or text it is
	got    bool   // it is the one that was received
	c      constant.Value
	fn     ssa.Value  // *ssa.Function or *ssa.MakeClosure
	t      types.Type // of what an interface holds, where nothing else is known of it
	parts  []val      // of a struct, by field
}

type valKind byte

const (
	unknown  valKind = iota
	isSig            // the signal of that name
	isConst          // a constant
	isNil            // nil
	isNotNil         // anything but nil
	isFn             // a function
	isStruct         // a struct of which some parts are known
)

func (v val) same(w val) bool {
	return v.kind == w.kind && v.signal == w.signal && v.fn == w.fn && v.t == w.t && slices.EqualFunc(v.parts, w.parts, val.same) &&
		(v.c == nil && w.c == nil || v.c != nil && w.c != nil && v.c.ExactString() == w.c.ExactString())
}

// String spells all of a value but functions and types: equal text, the same
// value.
func (v val) String() string {
	s := fmt.Sprint(v.kind, v.got, v.signal)
	if v.c != nil {
		s += " " + v.c.Kind().String() + v.c.ExactString()
	}
	for _, part := range v.parts {
		s += " {" + part.String() + "}"
	}
	return s
}

func boolean(b bool) val { return val{kind: isConst, c: constant.MakeBool(b)} }

// truth returns the value of a condition, if it is known.
func (v val) truth() (value, known bool) {
	if v.kind == isConst && v.c != nil && v.c.Kind() == constant.Bool {
		return constant.BoolVal(v.c), true
	}
	return false, false
}

// constant returns what a constant of the program is.
func constVal(c *ssa.Const) val {
	if c.Value == nil {
		switch c.Type().Underlying().(type) {
		case *types.Struct, *types.Array, *types.TypeParam:
			return val{}
		}
		return val{kind: isNil}
	}
	if name, ok := signals.Constant(c.Value, c.Type()); ok {
		return val{kind: isSig, signal: name}
	}
	return val{kind: isConst, c: c.Value}
}

// compare folds == and != on known values.
func compare(op token.Token, x, y val) val {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return val{} // arithmetic
	}
	var eq bool
	switch {
	case x.kind == isSig && y.kind == isSig:
		eq = x.signal == y.signal
	case x.kind == isConst && y.kind == isConst && x.c != nil && y.c != nil && x.c.Kind() == y.c.Kind():
		if op != token.EQL && op != token.NEQ && x.c.Kind() == constant.Bool {
			return val{}
		}
		return boolean(constant.Compare(x.c, op, y.c))
	case x.kind == isNil && y.kind == isNil:
		eq = true
	case x.kind == isNil && nonNil(y), y.kind == isNil && nonNil(x):
		eq = false
	default:
		return val{}
	}
	switch op {
	case token.EQL:
		return boolean(eq)
	case token.NEQ:
		return boolean(!eq)
	}
	return val{}
}

func nonNil(v val) bool { return v.kind == isNotNil || v.kind == isSig || v.kind == isFn }

// eval returns what is known of an operand.
func (f *frame) eval(v ssa.Value) val {
	switch v := v.(type) {
	case *ssa.Const:
		return constVal(v)
	case *ssa.Function:
		return val{kind: isFn, fn: v}
	}
	for at := f; at != nil; at = at.up {
		if known, ok := at.env[v]; ok {
			return known
		}
	}
	switch v := v.(type) {
	case *ssa.MakeClosure:
		return val{kind: isFn, fn: v}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return f.load(v.X)
		}
	case *ssa.MakeInterface:
		return f.boxed(v)
	}
	return val{}
}

// boxed returns what is known of a value made into an interface.
func (f *frame) boxed(v *ssa.MakeInterface) val {
	x := f.eval(v.X)
	if x.kind != unknown && x.kind != isStruct {
		return x
	}
	return val{kind: isNotNil, t: v.X.Type(), parts: x.parts}
}

// load returns what is known of the value at an address.
func (f *frame) load(addr ssa.Value) val {
	var stored []ssa.Value
	switch addr := addr.(type) {
	case *ssa.Global:
		if f.ev.e.keepsError(addr) {
			return val{kind: isNotNil}
		}
		if name, ok := signals.Object(addr.Object()); ok {
			return val{kind: isSig, signal: name}
		}
		ofSignal := isSignal(addr.Type().Underlying().(*types.Pointer).Elem())
		if addr.Pkg != f.ev.e.ix.Pkg || addr.Object() == nil || addr.Object().Exported() && f.ev.e.ix.Pkg.Pkg.Name() != "main" && !ofSignal {
			return val{} // others may set it; what names a signal is not set
		}
		stored = f.ev.e.ix.StoredGlobal(addr)
		for _, v := range stored {
			if v.Parent() == nil || !setsVariables(v.Parent()) {
				_, isConst := v.(*ssa.Const)
				if _, isFn := v.(*ssa.Function); !isConst && !(isFn && len(stored) == 1) {
					return val{}
				}
			}
		}
		if _, isFunc := addr.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Signature); !ofSignal && !isFunc {
			return val{} // flags and switches are set at run time
		}
	case *ssa.Alloc:
		if x := f.structAt(addr); x.kind == isStruct {
			return x
		}
		stored = f.ev.e.ix.Stored(addr)
	case *ssa.FieldAddr:
		if a, ok := addr.X.(*ssa.Alloc); ok {
			return f.fieldAt(a, addr.Field)
		}
		return val{}
	case *ssa.FreeVar:
		stored = f.captured(addr)
	default:
		return val{}
	}
	if len(stored) != 1 || f.ev.loads > 8 {
		return val{}
	}
	f.ev.loads++ // variables may hold each other
	defer func() { f.ev.loads-- }()
	v := f.eval(stored[0])
	if _, isBool := v.truth(); isBool {
		return val{} // one that was false before
	}
	return v
}

// keepsError reports whether a package variable is one of the errors that a
// package tells apart, going by its name: ErrClosed, errQuit.
func (e *engine) keepsError(g *ssa.Global) bool {
	words := splitName(g.Name())
	if !isErrorType(g.Type().Underlying().(*types.Pointer).Elem()) || len(words) < 2 || strings.ToLower(words[0]) != "err" {
		return false
	}
	stored := e.ix.StoredGlobal(g)
	return g.Pkg != e.ix.Pkg || len(stored) == 1 && stored[0].Parent() != nil && setsVariables(stored[0].Parent())
}

// captured returns what is stored in a captured variable, anywhere.
func (f *frame) captured(fv *ssa.FreeVar) []ssa.Value {
	var out []ssa.Value
	for i, other := range fv.Parent().FreeVars {
		if other != fv {
			continue
		}
		for _, c := range f.ev.e.ix.Closures(fv.Parent()) {
			if b := c.Bindings[i]; b.Referrers() != nil {
				if inner, ok := b.(*ssa.FreeVar); ok {
					out = append(out, f.captured(inner)...)
				} else {
					out = append(out, f.ev.e.ix.Stored(b)...)
				}
			}
		}
	}
	return out
}

// compute returns what is known of the result of an instruction that is not a
// call, a receive or a phi.
func (f *frame) compute(v ssa.Value) val {
	switch v := v.(type) {
	case *ssa.BinOp:
		x, y := f.eval(v.X), f.eval(v.Y)
		f.ev.named(f, v, x, y)
		if f.ev.apart && isSignal(v.X.Type()) && (x.kind == isSig) != (y.kind == isSig) && x.kind != isNil && y.kind != isNil {
			return compare(v.Op, val{kind: isSig, signal: f.ev.signal}, val{kind: isSig})
		}
		return compare(v.Op, x, y)
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			return f.load(v.X)
		case token.NOT:
			if b, known := f.eval(v.X).truth(); known {
				return boolean(!b)
			}
		}
	case *ssa.ChangeType:
		return f.convert(v, v.X)
	case *ssa.MakeInterface:
		return f.boxed(v)
	case *ssa.ChangeInterface:
		return f.eval(v.X)
	case *ssa.Convert:
		return f.convert(v, v.X)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return asserted(f.eval(v.X), v.AssertedType)
		}
	case *ssa.Field:
		return f.eval(v.X).field(v.Field)
	case *ssa.Extract:
		return f.part(v)
	case *ssa.Lookup:
		if !v.CommaOk {
			found, _ := f.lookup(v)
			return found
		}
	case *ssa.MakeClosure:
		return val{kind: isFn, fn: v}
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice:
		return val{kind: isNotNil}
	}
	return val{}
}

// convert follows a signal into its number and back.
func (f *frame) convert(v, from ssa.Value) val {
	x := f.eval(from)
	goos := f.ev.e.goos
	if b, ok := v.Type().Underlying().(*types.Basic); ok && x.kind == isSig && b.Info()&types.IsInteger != 0 {
		if isSignal(v.Type()) {
			return x
		}
		f.ev.peek(x)
		return val{kind: isConst, c: constant.MakeInt64(int64(signals.Number(goos, x.signal))), signal: x.signal}
	}
	if x.kind == isConst && x.c != nil && x.c.Kind() == constant.Int && isSignal(v.Type()) {
		if n, exact := constant.Int64Val(x.c); exact {
			if name := signals.NameOf(goos, int(n)); name != "" {
				return val{kind: isSig, signal: name}
			}
		}
	}
	return x
}

// part returns one part of a tuple whose parts are known by themselves.
func (f *frame) part(v *ssa.Extract) val {
	switch t := v.Tuple.(type) {
	case *ssa.TypeAssert:
		x := f.eval(t.X)
		if v.Index == 0 {
			return asserted(x, t.AssertedType)
		}
		if is, known := holds(x, t.AssertedType); known {
			return boolean(is)
		}
	case *ssa.Lookup:
		found, ok := f.lookup(t)
		if v.Index == 0 {
			return found
		}
		return ok
	}
	return val{}
}

// lookup reads a map with known keys: m[sig].
func (f *frame) lookup(l *ssa.Lookup) (found, ok val) {
	key := f.eval(l.Index)
	if key.kind != isSig && key.kind != isConst {
		return val{}, val{}
	}
	roots := f.ev.e.traceUp(l.X)
	for _, r := range roots {
		if r.Kind == values.Result || r.Kind == values.Unknown {
			return val{}, val{}
		}
	}
	entries := f.ev.e.ix.Entries(l.X, roots)
	if len(entries) == 0 {
		return val{}, val{}
	}
	var hits []val
	for _, u := range entries {
		k := f.eval(u.Key)
		if k.kind == isSig {
			f.ev.differ(k, key)
			f.ev.compare(k.signal, u.Pos())
		}
		switch {
		case k.kind == unknown:
			f.ev.mixed = f.ev.mixed || key.kind == isSig
			return val{}, val{}
		case k.same(key) || isTrue(compare(token.EQL, k, key)):
			hits = append(hits, f.eval(u.Value))
		}
	}
	switch len(hits) {
	case 0:
		f.ev.others = true
		return zero(l), boolean(false)
	case 1:
		f.ev.isNamed = true
		return hits[0], boolean(true)
	}
	return val{}, boolean(true)
}

func isTrue(v val) bool {
	is, _ := v.truth()
	return is
}

// zero is what a map without the key yields.
func zero(l *ssa.Lookup) val {
	m, ok := l.X.Type().Underlying().(*types.Map)
	if !ok {
		return val{}
	}
	switch u := m.Elem().Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return boolean(false)
		case u.Info()&types.IsString != 0:
			return val{kind: isConst, c: constant.MakeString("")}
		case u.Info()&types.IsInteger != 0:
			return val{kind: isConst, c: constant.MakeInt64(0)}
		}
		return val{}
	case *types.Struct, *types.Array:
		return val{}
	}
	return val{kind: isNil}
}
