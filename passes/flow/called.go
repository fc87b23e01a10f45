package flow

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// What a type's method reaches is reached through an interface only if somebody
// calls the method of that name through one. Where all who could do so see that
// it matters, a call is a mark, as that of a library which is asked to run a
// command: the handler is reached via the mark, or not at all.
//
// A method of an interface matters if the package that declares the interface
// has a method of that name which reaches a handler. It says so in its fact, and
// so does every package that shows the interface in what it exports: who calls
// the method has a fact of one of these among its imports.

// A calledVia spells the mark of a method of that name.
func calledVia(method string) string { return method + "()" }

// matters spells a method of an interface as the facts do.
func matters(method *types.Func) string {
	if method.Pkg() == nil {
		return ""
	}
	return method.Pkg().Path() + "." + method.Name()
}

// hot returns the methods of interfaces that matter as the imports tell.
func (e *engine) hot() map[string]bool {
	if e.mattering == nil {
		e.mattering = make(map[string]bool)
		for _, p := range e.directImports() {
			if h := e.imports[p]; h != nil {
				for _, key := range h.Methods {
					e.mattering[key] = true
				}
			}
		}
	}
	return e.mattering
}

// mustBeCalled returns the mark via which a method of an interface is reached;
// "" if it may be called by who does not say so.
func (e *engine) mustBeCalled(method *types.Func) string {
	if method.Pkg() == e.pass.Pkg || e.hot()[matters(method)] {
		return calledVia(method.Name())
	}
	return ""
}

// ownMethods lists the methods of interfaces of the package that matter: a
// method of the package of that name leads to a handler, or a value that is
// made into the interface has one that does, or one that matters has that name.
func (e *engine) ownMethods(leads map[*ssa.Function]bool, edges map[*ssa.Function][]edge) []string {
	named := make(map[string]bool)
	for fn := range leads {
		if fn.Signature.Recv() != nil && fn.Parent() == nil {
			named[fn.Name()] = true
		}
	}
	for key := range e.hot() {
		named[lastName(key)] = true
	}
	for _, list := range edges {
		for _, ed := range list {
			if name, ok := strings.CutSuffix(ed.by.via, calledVia("")); ok && (ed.to == nil || leads[ed.to]) {
				named[name] = true
			}
		}
	}
	if len(named) == 0 {
		return nil
	}
	found := make(map[string]bool)
	for _, iface := range e.ownInterfaces() {
		for m := range iface.ExplicitMethods() {
			if named[m.Name()] {
				found[matters(m)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// ownInterfaces lists the interfaces that the package declares or spells out.
func (e *engine) ownInterfaces() []*types.Interface {
	var out []*types.Interface
	for _, tv := range e.pass.TypesInfo.Types {
		if iface, ok := tv.Type.(*types.Interface); ok && tv.IsType() && iface.NumExplicitMethods() > 0 {
			out = append(out, iface)
		}
	}
	return out
}

// markCalls adds the marks of the methods that matter, own ones besides those
// of the imports, where functions call them through interfaces, or hand a value
// on as an interface that others may call them through.
func (e *engine) markCalls(edges map[*ssa.Function][]edge, own []string) {
	names := make(map[string]bool)
	for key := range e.hot() {
		names[lastName(key)] = true
	}
	for _, key := range own {
		names[lastName(key)] = true
	}
	if len(names) == 0 {
		return
	}
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			e.work(len(b.Instrs))
			for _, instr := range b.Instrs {
				for _, name := range e.callsOf(instr, names) {
					ed := e.marked(Handler{Func: Runs, Place: calledVia(name)})
					ed.in = instr
					edges[fn] = append(edges[fn], ed)
				}
			}
		}
	}
}

// callsOf lists those of the names whose method an instruction calls through an
// interface, or lets others call.
func (e *engine) callsOf(instr ssa.Instruction, names map[string]bool) []string {
	return slices.Concat(expressed(instr, names), e.calledBy(instr, names), e.instantiated(instr, names))
}

// instantiated lists those of the names that are methods of an interface which an
// instruction instantiates a generic function, or type, with that may call them.
func (e *engine) instantiated(instr ssa.Instruction, names map[string]bool) []string {
	var out []string
	var buf [10]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		fn, ok := (*op).(*ssa.Function)
		if !ok {
			continue
		}
		for i, t := range fn.TypeArgs() {
			if i >= fn.TypeParams().Len() || !types.IsInterface(t) {
				continue
			}
			constraint, ok := fn.TypeParams().At(i).Constraint().Underlying().(*types.Interface)
			if ok && constraint.NumMethods() > 0 {
				out = append(out, e.passedOn(t, constraint, names)...)
			}
		}
	}
	return out
}

// expressed lists those of the names that an instruction refers to as functions
// of an interface: Closer.Close.
func expressed(instr ssa.Instruction, names map[string]bool) []string {
	var out []string
	var buf [10]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		fn, ok := (*op).(*ssa.Function)
		if !ok {
			continue
		}
		if obj, ok := fn.Object().(*types.Func); ok && names[obj.Name()] && ofInterface(obj) {
			out = append(out, obj.Name())
		}
	}
	return out
}

func (e *engine) calledBy(instr ssa.Instruction, names map[string]bool) []string {
	switch instr := instr.(type) {
	case *ssa.ChangeInterface:
		return e.passedOn(instr.X.Type(), instr.Type(), names)
	case *ssa.MakeInterface:
		return e.passedOn(instr.X.Type(), instr.Type(), names)
	case *ssa.ChangeType:
		return e.passedOn(instr.X.Type(), instr.Type(), names) // to an interface with just the same methods
	case *ssa.TypeAssert:
		if types.IsInterface(instr.AssertedType) {
			return e.passedOn(instr.AssertedType, instr.AssertedType, names)
		}
	case ssa.CallInstruction:
		if c := instr.Common(); c.IsInvoke() && names[c.Method.Name()] {
			return []string{c.Method.Name()}
		}
	}
	return nil
}

func ofInterface(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// passedOn lists those of the names that are methods of an interface, or of one
// that a struct embeds, and that others may call through another interface that
// has the same value, without a mark.
func (e *engine) passedOn(from, to types.Type, names map[string]bool) []string {
	target, ok := to.Underlying().(*types.Interface)
	if !ok {
		return nil // a type parameter
	}
	var out []string
	if target.NumMethods() == 0 {
		out = fieldsWith(from, names)
	}
	e.work(len(names))
	for name := range names {
		sel := e.msets.MethodSet(from).Lookup(nil, name)
		if sel == nil || !ofInterface(sel.Obj().(*types.Func)) {
			continue
		}
		open := target.NumMethods() == 0 // to be called by reflection, or asserted
		for m := range target.Methods() {
			open = open || m.Name() == name && e.mustBeCalled(m) == ""
		}
		if open {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fieldsWith lists those of the names that are methods of interfaces in exported
// fields of a struct, which templates call by reflection.
func fieldsWith(t types.Type, names map[string]bool) []string {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var out []string
	for f := range s.Fields() {
		iface, ok := f.Type().Underlying().(*types.Interface)
		if !ok || !f.Exported() {
			continue
		}
		for m := range iface.Methods() {
			if names[m.Name()] {
				out = append(out, m.Name())
			}
		}
	}
	return out
}
