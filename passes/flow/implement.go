package flow

import (
	"go/types"
	"reflect"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/values"
)

// implements adds the methods that a value made into an interface has there.
func (e *engine) implements(out []edge, m *ssa.MakeInterface) []edge {
	iface, ok := m.Type().Underlying().(*types.Interface)
	if !ok {
		return out
	}
	out = e.asserted(out, m)
	out = e.instance(out, m.X.Type())
	if iface.NumMethods() == 0 {
		if e.givenAway(m) {
			return append(out, e.reflection(m.X.Type())...)
		}
		return out
	}
	return e.methodsIn(out, m.X.Type(), iface)
}

// reflection lists what may be called by reflection of a value of type t.
func (e *engine) reflection(t types.Type) []edge {
	list, ok := e.mirrored[t]
	if !ok {
		list = e.reflected(nil, t, make(map[types.Type]bool), true)
		e.mirrored[t] = list
	}
	return list
}

// runWords begin the names of methods by which a value does its work, or is told
// of what a library does with it.
var runWords = []string{"Run", "Exec", "Execute", "Main", "Start", "Serve", "Handle", "Call", "Do", "Action", "Invoke", "Before", "After", "On"}

// reflected adds the exported methods of a type of this package or of one with
// facts, and of its fields and elements: a library that is given such a value
// may call them by reflection, as command-line parsers do with the methods of
// their commands. Any method may be one of a command; of the other parts of a
// value, which hold settings, only those count that run something.
func (e *engine) reflected(out []edge, t types.Type, seen map[types.Type]bool, command bool) []edge {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if seen[t] {
		return out
	}
	seen[t] = true
	e.work(1)
	if named, ok := types.Unalias(t).(*types.Named); ok {
		if pkg := named.Obj().Pkg(); pkg != e.pass.Pkg && e.imports[pkg] == nil && !e.tellsOf(named) {
			return out
		}
		for m := range named.Methods() {
			if m.Exported() && (command || hasWord(m.Name(), runWords)) {
				out = e.referObject(out, m.Origin(), reach{may: true})
			}
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			f := u.Field(i)
			first := len(out)
			name := fieldCommand(f, u.Tag(i))
			out = e.reflected(out, f.Type(), seen, name != "" || command && f.Embedded())
			if name != "" {
				out = forCommand(out, first, name, u.Tag(i))
			}
		}
	case *types.Slice:
		out = e.reflected(out, u.Elem(), seen, command)
	case *types.Map:
		out = e.reflected(out, u.Elem(), seen, command)
	}
	return out
}

// forCommand marks the edges from first on as those of a subcommand, which may be
// the one that is run where none is asked for.
func forCommand(out []edge, first int, name, tag string) []edge {
	own := out[first:]
	for i := range own {
		own[i].by.command = name
	}
	if reflect.StructTag(tag).Get("default") == "" {
		return out
	}
	for _, ed := range own {
		ed.by.command = alone
		out = append(out, ed)
	}
	return out
}

// givenAway reports whether a value made into an interface is an argument of
// a function outside the standard library, or of one there that calls methods
// by reflection.
func (e *engine) givenAway(m *ssa.MakeInterface) bool {
	for _, ref := range *m.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			if e.outside(ref) {
				return true
			}
		case *ssa.Store:
			at, ok := ref.Addr.(*ssa.IndexAddr)
			if !ok || at.X.Referrers() == nil {
				continue
			}
			for _, use := range *at.X.Referrers() {
				if slice, ok := use.(*ssa.Slice); ok {
					for _, r := range *slice.Referrers() {
						if call, ok := r.(ssa.CallInstruction); ok && e.outside(call) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// reflecting are the packages of the standard library that call the methods of
// what they are given by name.
var reflecting = map[string]bool{"text/template": true, "html/template": true, "net/rpc": true}

// outside reports whether a call is to a package that is neither its own nor
// of the standard library, but for those that use reflection.
func (e *engine) outside(call ssa.CallInstruction) bool {
	fn := call.Common().StaticCallee()
	if fn == nil || fn.Pkg == call.Parent().Pkg {
		return false
	}
	path := values.PathOf(fn)
	return path != "" && !sigcalls.StandardPath(path) || reflecting[path] || path == "reflect" && e.callsByName()
}

// callsByName reports whether the package finds methods by reflection.
func (e *engine) callsByName() bool {
	if e.byReflection == nil {
		found := slices.ContainsFunc(e.ix.Funcs, func(fn *ssa.Function) bool {
			return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return slices.ContainsFunc(b.Instrs, findsMethod) })
		})
		e.byReflection = &found
	}
	return *e.byReflection
}

func findsMethod(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	fn := call.Common().StaticCallee()
	return fn != nil && values.PathOf(fn) == "reflect" && (fn.Name() == "Method" || fn.Name() == "MethodByName")
}

// invoked reports whether the package itself calls a method through the
// interface, so that reaching it is no guess.
func (e *engine) invoked(iface *types.Interface, method *types.Func) bool {
	for _, t := range e.invocations()[method.Name()] {
		if types.Identical(t, iface) {
			return true
		}
	}
	return false
}

// invocations lists the interfaces through which the package calls methods,
// by the name of the method.
func (e *engine) invocations() map[string][]types.Type {
	if e.invokes == nil {
		e.invokes = make(map[string][]types.Type)
		for _, fn := range e.ix.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(ssa.CallInstruction); ok && call.Common().IsInvoke() {
						e.noteInvoke(call.Common())
					}
				}
			}
		}
	}
	return e.invokes
}

func (e *engine) noteInvoke(c *ssa.CallCommon) {
	t, name := c.Value.Type().Underlying(), c.Method.Name()
	if !slices.Contains(e.invokes[name], t) {
		e.invokes[name] = append(e.invokes[name], t)
	}
}

// An implKey is a method of an interface.
type implKey struct {
	iface  types.Type
	method string
}

// implementations returns the methods of the package that a call through one
// of its own interfaces may reach.
func (e *engine) implementations(c *ssa.CallCommon) []*ssa.Function {
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if !ok || c.Method.Pkg() != e.pass.Pkg {
		return nil
	}
	key := implKey{c.Value.Type(), c.Method.Name()}
	if fns, ok := e.methods[key]; ok {
		return fns
	}
	e.methods[key] = e.implementing(iface, c.Method)
	return e.methods[key]
}

// implementing lists the methods of the package that a call of one of an
// interface may reach.
func (e *engine) implementing(iface *types.Interface, m *types.Func) []*ssa.Function {
	if e.byName == nil {
		e.byName = make(map[string][]*ssa.Function)
		for _, fn := range e.ix.Funcs {
			if fn.Parent() == nil && fn.Signature.Recv() != nil {
				e.byName[fn.Name()] = append(e.byName[fn.Name()], fn)
			}
		}
	}
	var out []*ssa.Function
	for _, fn := range e.byName[m.Name()] {
		if types.Implements(fn.Signature.Recv().Type(), iface) {
			out = append(out, fn)
		}
	}
	return out
}

// methodOf returns the method of the package that a call through an interface
// reaches if a value of type t is in it, or nil.
func (e *engine) methodOf(t types.Type, method *types.Func) *ssa.Function {
	if t == nil {
		return nil
	}
	sel := e.msets.MethodSet(t).Lookup(method.Pkg(), method.Name())
	if sel == nil {
		return nil
	}
	obj, ok := sel.Obj().(*types.Func)
	if !ok || obj.Pkg() != e.pass.Pkg {
		return nil
	}
	if fn := e.ix.Pkg.Prog.FuncValue(obj.Origin()); e.ix.Local(fn) {
		return fn
	}
	return nil
}
