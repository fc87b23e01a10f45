package values

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// hidden reports whether an exported field is one of a type that no other
// package can name or get hold of, nor set by reflection: what the package
// stores in it is all there is.
func (ix *Index) hidden(f *types.Var) bool {
	if ix.secret == nil {
		ix.secret = ix.secrets()
	}
	return ix.secret[f]
}

// offered reports whether an exported field that holds signals is one that
// other packages set by its name, and nobody by reflection.
func (ix *Index) offered(f *types.Var) bool {
	if f.Pkg() != ix.Pkg.Pkg || ix.Pkg.Pkg.Name() == "main" || !HoldSignals(f.Type()) {
		return false
	}
	reflected := ix.reflected()
	scope := ix.Pkg.Pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		s, ok := obj.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for i := range s.NumFields() {
			if s.Field(i).Origin() == f {
				return !reflected[obj] && s.Tag(i) == ""
			}
		}
	}
	return false
}

// HoldSignals reports whether a type is os.Signal or syscall.Signal, or a slice,
// array or map of them.
func HoldSignals(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		t = u.Elem()
	case *types.Array:
		t = u.Elem()
	case *types.Map:
		t = u.Key()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Name() != "Signal" {
		return false
	}
	path := named.Obj().Pkg().Path()
	return path == "os" || path == "syscall"
}

// secrets lists the fields of the hidden types of the package.
func (ix *Index) secrets() map[*types.Var]bool {
	shown := ix.reflected()
	seen := make(map[types.Type]bool)
	scope := ix.Pkg.Pkg.Scope()
	for _, name := range scope.Names() {
		if obj := scope.Lookup(name); obj.Exported() {
			ix.show(obj.Type(), shown, seen)
		}
	}
	fields := make(map[*types.Var]bool)
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.Exported() || shown[obj] {
			continue
		}
		if s, ok := obj.Type().Underlying().(*types.Struct); ok {
			for f := range s.Fields() {
				fields[f] = true
			}
		}
	}
	return fields
}

// reflected lists the types of the package that are made into the empty
// interface, and those that they hold.
func (ix *Index) reflected() map[*types.TypeName]bool {
	shown := make(map[*types.TypeName]bool)
	seen := make(map[types.Type]bool)
	for _, fn := range ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if m, ok := instr.(*ssa.MakeInterface); ok && m.Type().Underlying().(*types.Interface).NumMethods() == 0 {
					ix.show(m.X.Type(), shown, seen)
				}
			}
		}
	}
	return shown
}

// show notes the types of the package that a type leads to.
func (ix *Index) show(t types.Type, shown map[*types.TypeName]bool, seen map[types.Type]bool) {
	t = types.Unalias(t)
	if seen[t] {
		return
	}
	seen[t] = true
	if named, ok := t.(*types.Named); ok {
		if named.Obj().Pkg() != ix.Pkg.Pkg {
			return
		}
		shown[named.Obj()] = true
		for m := range named.Methods() {
			ix.show(m.Type(), shown, seen)
		}
		t = named.Underlying()
	}
	switch t := t.(type) {
	case *types.Map:
		ix.show(t.Key(), shown, seen)
		ix.show(t.Elem(), shown, seen)
	case interface{ Elem() types.Type }:
		ix.show(t.Elem(), shown, seen)
	case *types.Signature:
		for v := range t.Params().Variables() {
			ix.show(v.Type(), shown, seen)
		}
		for v := range t.Results().Variables() {
			ix.show(v.Type(), shown, seen)
		}
	case *types.Struct:
		for f := range t.Fields() {
			ix.show(f.Type(), shown, seen)
		}
	case *types.Interface:
		for m := range t.Methods() {
			ix.show(m.Type(), shown, seen)
		}
	}
}
