package flow

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Events and messages often say by a field what they are, or by their type.
// Of a struct that is made field by field, each set once and unconditionally,
// the fields are known; they are followed as values are.

// maxFields bounds the fields of a struct that are looked at.
const maxFields = 12

// A shape says how a variable of a struct type is set; nil if that is not known.
type shape struct {
	of     *types.Struct
	whole  ssa.Value   // as a whole, or nil
	fields []ssa.Value // each by itself, or nil
	vague  []bool      // fields that are set in ways that are not known
}

// shapeOf looks at all that is done with a variable, once.
func (e *engine) shapeOf(a *ssa.Alloc) *shape {
	if s, ok := e.shapes[a]; ok {
		return s
	}
	s := e.findShape(a)
	e.shapes[a] = s
	return s
}

func (e *engine) findShape(a *ssa.Alloc) *shape {
	t, ok := a.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	if !ok || t.NumFields() > maxFields {
		return nil
	}
	s := &shape{of: t, fields: make([]ssa.Value, t.NumFields()), vague: make([]bool, t.NumFields())}
	e.work(len(*a.Referrers()))
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != a || s.whole != nil {
				return nil // given away, or set twice
			}
			s.whole = ref.Val
		case *ssa.FieldAddr:
			s.field(a, ref)
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil // others may set it
		}
	}
	for i, v := range s.fields {
		s.vague[i] = s.vague[i] || v != nil && s.whole != nil
	}
	return s
}

// field notes what is stored at the address of a field: it is known where it
// is stored once, as soon as the variable is there.
func (s *shape) field(a *ssa.Alloc, field *ssa.FieldAddr) {
	i := field.Field
	for _, ref := range *field.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			s.vague[i] = s.vague[i] || ref.Addr != field || s.fields[i] != nil || ref.Block() != a.Block()
			s.fields[i] = ref.Val
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			s.vague[i] = true // its address is given away
		}
	}
}

// structAt returns what is known of the struct in a variable.
func (f *frame) structAt(a *ssa.Alloc) val {
	s := f.ev.e.shapeOf(a)
	if s == nil {
		return val{}
	}
	x := val{kind: isStruct, parts: make([]val, len(s.fields))}
	for i := range x.parts {
		x.parts[i] = f.fieldAt(a, i)
	}
	return x
}

// fieldAt returns what is known of one field of the struct in a variable.
func (f *frame) fieldAt(a *ssa.Alloc, i int) val {
	s := f.ev.e.shapeOf(a)
	if s == nil || i >= len(s.fields) || s.vague[i] || f.ev.loads > 8 {
		return val{}
	}
	f.ev.loads++ // structs may hold each other
	defer func() { f.ev.loads-- }()
	switch {
	case s.fields[i] != nil:
		return f.eval(s.fields[i])
	case s.whole != nil:
		return f.eval(s.whole).field(i)
	}
	return zeroVal(s.of.Field(i).Type())
}

// zeroVal returns the zero of a type, if it is one that values are known of.
func zeroVal(t types.Type) val {
	b, ok := t.Underlying().(*types.Basic)
	switch {
	case !ok:
	case b.Info()&types.IsInteger != 0 && !isSignal(t):
		return val{kind: isConst, c: constant.MakeInt64(0)}
	case b.Info()&types.IsString != 0:
		return val{kind: isConst, c: constant.MakeString("")}
	}
	return val{} // a bool may be a switch that is set later
}

// field returns what is known of one field of a struct.
func (v val) field(i int) val {
	if v.kind == isStruct && i < len(v.parts) {
		return v.parts[i]
	}
	return val{}
}

// asserted returns what is known of a value that an interface holds, taken for
// one of type t.
func asserted(x val, t types.Type) val {
	switch {
	case x.kind == isSig && isSignal(t):
		return x
	case x.parts != nil && x.t != nil && types.Identical(x.t, t):
		return val{kind: isStruct, parts: x.parts}
	}
	return val{}
}

// holds reports whether an interface holds a value of type t, if that is known.
func holds(x val, t types.Type) (is, known bool) {
	switch {
	case x.kind == isSig && isSignal(t):
		return true, true
	case x.kind != isNotNil || x.t == nil || generic(x.t) || generic(t):
		return false, false
	case types.IsInterface(t):
		return types.Implements(x.t, t.Underlying().(*types.Interface)), true
	}
	return types.Identical(x.t, t), true
}

// generic reports whether a type depends on how a generic function is used.
func generic(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return true
	case *types.Pointer:
		return generic(t.Elem())
	case *types.Named:
		return t.TypeArgs().Len() > 0
	}
	return false
}
