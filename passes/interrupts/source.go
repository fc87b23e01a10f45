package interrupts

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A source is an interruptible call, or a function of its own kind used as a value.
type source struct {
	entry *Entry
	name  string // as a reader would write it: unix.EpollWait
	site  site
	raw   raw   // how the error leaves the call
	tier  Tier  // of the entry, perhaps raised
	from  *Call // the interruptible call behind a wrapper of another package
}

// A Call names what is interrupted behind a wrapper of another package.
type Call struct {
	Name   string
	Tier   Tier
	Remedy Remedy
}

// sources returns the interruptible calls of one instruction.
func (x *index) sourcesAt(fn *ssa.Function, instr ssa.CallInstruction) []source {
	var found []source
	common := instr.Common()
	if s, ok := x.callSource(site{fn, instr, -1}); ok {
		found = append(found, s)
	}
	for i, arg := range common.Args {
		if !isFunc(arg.Type()) {
			continue
		}
		for _, f := range x.foreignFuncs(arg) {
			obj, _ := f.Object().(*types.Func)
			if e := lookup(obj); e != nil {
				found = append(found, source{entry: e, name: nameOf(obj), tier: e.Tier,
					site: site{fn, instr, i}, raw: raw{results: errorResults(f.Signature)}})
			}
		}
	}
	return found
}

// foreignFuncs returns the functions of other packages that v may be.
func (x *index) foreignFuncs(v ssa.Value) []*ssa.Function {
	switch key := x.funcOrigin(v).(type) {
	case *ssa.Function:
		if key.Pkg != x.pkg {
			return []*ssa.Function{key}
		}
	case *ssa.Global, *types.Var:
		return x.extern[key]
	}
	return nil
}

// callSource returns the source that a call is.
func (x *index) callSource(s site) (source, bool) {
	common := s.instr.Common()
	for _, f := range x.targets(common) {
		obj, _ := f.Object().(*types.Func)
		if obj == nil {
			continue
		}
		if e := x.cgoEntry(f); e != nil {
			return x.made(e, "C."+e.Kernel, s), true
		}
		if f.Pkg == x.pkg {
			continue
		}
		if e := lookup(obj); e != nil {
			return x.made(e, nameOf(obj), s), !x.harmless(e, obj.Pkg(), s.instr, common.Args) && !x.returnsAtOnce(e, s)
		}
		if e, trap := x.trapEntry(obj, common); e != nil {
			return x.made(e, nameOf(obj)+" of "+trap, s), !x.harmless(e, obj.Pkg(), s.instr, common.Args) && !x.returnsAtOnce(e, s)
		}
	}
	if fn := declaredFunc(common); fn != nil && fn.Pkg() != x.pass.Pkg {
		return x.factSource(fn, s)
	}
	return x.variableSource(s)
}

// made returns the source for a plain call.
func (x *index) made(e *Entry, name string, s site) source {
	r := raw{results: errorResults(s.instr.Common().Signature())}
	results := s.instr.Common().Signature().Results()
	for i := range results.Len() {
		r.consts = append(r.consts, nil)
		if i == 0 && e.Name != "SendmsgN" && e.Name != "SendmsgBuffers" {
			r.consts[i] = minusOne(results.At(i).Type())
		}
	}
	if _, one := r.results[0]; one {
		r.consts[0] = nil // the result is the error itself
	}
	return source{entry: e, name: name, tier: e.Tier, site: s, raw: r}
}

// factSource returns the source that a wrapper of another package of the same
// module is. What another module hands out is that module's matter.
func (x *index) factSource(fn *types.Func, s site) (source, bool) {
	var f interrupted
	if !x.pass.ImportObjectFact(fn.Origin(), &f) || f.Told || f.Module != modulePath(x.pass) {
		return source{}, false
	}
	for _, n := range f.Needs {
		if k, ok := boolOf(argOf(s.instr.Common(), n.Arg, arity(fn))); ok && k != n.Value {
			return source{}, false
		}
	}
	if f.Mirrors && x.mirrorHarmless(&f, fn, s) {
		return source{}, false
	}
	return x.fromFact(&f, nameOf(fn), s), true
}

// mirrorHarmless reports whether the arguments of a call by another name keep it
// from blocking.
func (x *index) mirrorHarmless(f *interrupted, fn *types.Func, s site) bool {
	_, name, _ := strings.Cut(f.Call, ".")
	e, args := entryOf(name), s.instr.Common().Args
	if e == nil {
		return false
	}
	return x.harmless(e, fn.Pkg(), s.instr, args[len(args)-fn.Signature().Params().Len():])
}

// arity returns the number of parameters of fn, with the receiver.
func arity(fn *types.Func) int {
	n := fn.Signature().Params().Len()
	if fn.Signature().Recv() != nil {
		n++
	}
	return n
}

// variableSource returns the source that a call of another package's variable is.
func (x *index) variableSource(s site) (source, bool) {
	g, ok := x.funcOrigin(s.instr.Common().Value).(*ssa.Global)
	if !ok || g.Object() == nil || g.Pkg == x.pkg {
		return source{}, false
	}
	var f interrupted
	if !x.pass.ImportObjectFact(g.Object(), &f) || f.Module != modulePath(x.pass) {
		return source{}, false
	}
	return x.fromFact(&f, g.Object().Pkg().Name()+"."+g.Name(), s), true
}

func (x *index) fromFact(f *interrupted, name string, s site) source {
	r := raw{results: make(map[int]level)}
	for _, fl := range f.Results {
		r.results[fl.To] = fl.Level
	}
	e := &Entry{Name: name, Kernel: name, Tier: f.Tier, Remedy: f.Remedy, FD: -1}
	if len(s.instr.Common().Args) > 0 {
		e.FD = 0
	}
	return source{entry: e, name: name, tier: f.Tier, site: s, raw: r, from: &Call{f.Call, f.Tier, f.Remedy}}
}

// cgoEntry returns the entry for a C function whose errno is asked for.
func (x *index) cgoEntry(f *ssa.Function) *Entry {
	if name, ok := strings.CutPrefix(f.Name(), "_C2func_"); ok && f.Pkg == x.pkg {
		return byKernel[name]
	}
	return nil
}

// trapEntry returns the entry for the trap number that a call passes, to one of
// the functions of package syscall or to another package's function of the name.
func (x *index) trapEntry(obj *types.Func, common *ssa.CallCommon) (*Entry, string) {
	if !trapCallers[obj.Name()] || len(common.Args) == 0 || len(errorResults(obj.Signature())) == 0 {
		return nil, ""
	}
	c, ok := common.Args[0].(*ssa.Const)
	if !ok || c.Value == nil {
		return nil, ""
	}
	n, ok := constant.Int64Val(constant.ToInt(c.Value))
	if !ok {
		return nil, ""
	}
	e := x.trapsOf(obj.Pkg())[n]
	if e == nil {
		return nil, ""
	}
	return e, e.Name
}

// trapsOf returns the interruptible trap numbers of the analysed platform, by
// the constants of the package that is called, and of its sister package.
func (x *index) trapsOf(pkg *types.Package) map[int64]*Entry {
	if m := x.traps[pkg]; m != nil {
		return m
	}
	m := make(map[int64]*Entry)
	x.traps[pkg] = m
	scopes := []*types.Scope{pkg.Scope()}
	for _, imp := range x.pass.Pkg.Imports() {
		if isSyscallPackage(imp.Path()) && imp != pkg {
			scopes = append(scopes, imp.Scope())
		}
	}
	for i := range traps {
		e := &traps[i]
		named := false
		for _, scope := range scopes {
			if c, ok := scope.Lookup(e.Name).(*types.Const); ok && !named {
				if n, ok := constant.Int64Val(constant.ToInt(c.Val())); ok {
					m[n], named = e, true
				}
			}
		}
		if n, ok := newTraps[e.Name]; ok && !named && x.linux {
			m[n+trapBase(pkg.Scope())] = e
		}
	}
	return m
}

// trapBase returns what MIPS adds to the common numbers of newer system calls.
func trapBase(scope *types.Scope) int64 {
	c, ok := scope.Lookup("SYS_READ").(*types.Const)
	if !ok {
		return 0
	}
	n, _ := constant.Int64Val(constant.ToInt(c.Val()))
	return max(0, n/1000*1000)
}

// nameOf returns package.Name or package.Type.Name.
func nameOf(fn *types.Func) string {
	name := fn.Name()
	if recv := fn.Signature().Recv(); recv != nil {
		t := recv.Type()
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok {
			name = n.Obj().Name() + "." + name
		}
	}
	if fn.Pkg() == nil {
		return name
	}
	return fn.Pkg().Name() + "." + name
}

// entryFor returns the entry that a call of f has, if any.
func entryFor(x *index, f *ssa.Function, common *ssa.CallCommon) *Entry {
	obj, _ := f.Object().(*types.Func)
	if obj == nil || obj.Pkg() == nil {
		return nil
	}
	if e := lookup(obj); e != nil {
		return e
	}
	e, _ := x.trapEntry(obj, common)
	return e
}
