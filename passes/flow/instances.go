package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// instantiates adds the methods that a generic function, or a method of a
// generic type, may call on the types that it is instantiated with.
func (e *engine) instantiates(out []edge, fn *ssa.Function) []edge {
	return e.constrained(out, fn.TypeParams(), fn.TypeArgs())
}

// instance adds the methods that those of an instance of a generic type may
// call on the types that it is instantiated with.
func (e *engine) instance(out []edge, t types.Type) []edge {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		out = e.constrained(out, named.TypeParams(), slices.Collect(named.TypeArgs().Types()))
	}
	return out
}

// constrained adds the methods of type arguments that constraints have.
func (e *engine) constrained(out []edge, params *types.TypeParamList, args []types.Type) []edge {
	for i, t := range args {
		if i >= params.Len() {
			break
		}
		if iface, ok := params.At(i).Constraint().Underlying().(*types.Interface); ok {
			out = e.methodsIn(out, t, iface)
		}
	}
	return out
}

// asserted adds the methods of a value made into an interface that the package
// may call once it has found out, by a type assertion, that it has them.
func (e *engine) asserted(out []edge, m *ssa.MakeInterface) []edge {
	if e.asserts == nil {
		e.asserts, e.having = e.assertions(), make(map[types.Type][]*types.Interface)
	}
	t := m.X.Type()
	has, known := e.having[t]
	if !known {
		for _, iface := range e.asserts {
			if types.Implements(t, iface) {
				has = append(has, iface)
			}
		}
		e.having[t] = has
	}
	for _, iface := range has {
		out = e.methodsIn(out, t, iface)
	}
	return out
}

// assertions lists the interfaces with methods that the package asserts
// values to, each once. The slice is not nil.
func (e *engine) assertions() []*types.Interface {
	found := []*types.Interface{}
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				a, ok := instr.(*ssa.TypeAssert)
				if !ok {
					continue
				}
				iface, ok := a.AssertedType.Underlying().(*types.Interface)
				if ok && iface.NumMethods() > 0 && !containsType(found, iface) {
					found = append(found, iface)
				}
			}
		}
	}
	return found
}

func containsType(list []*types.Interface, t *types.Interface) bool {
	for _, u := range list {
		if types.Identical(t, u) {
			return true
		}
	}
	return false
}

// methodsIn adds the methods of type t that an interface has.
func (e *engine) methodsIn(out []edge, t types.Type, iface *types.Interface) []edge {
	set := e.msets.MethodSet(t)
	for method := range iface.Methods() {
		sel := set.Lookup(method.Pkg(), method.Name())
		if sel == nil {
			continue
		}
		if obj, ok := sel.Obj().(*types.Func); ok {
			by := reach{may: !e.invoked(iface, method), via: e.mustBeCalled(method)}
			out = e.referObject(out, obj.Origin(), by)
		}
	}
	return out
}
