package interrupts

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// An index is what is known of one package while its calls are judged.
type index struct {
	pass   *analysis.Pass
	pkg    *ssa.Package
	linux  bool
	funcs  []*ssa.Function         // in the order of the source, closures after their parents
	sites  map[any][]site          // by *ssa.Function, *ssa.Parameter, *ssa.Global, field *types.Var
	held   map[*ssa.Function][]any // the variables and fields that hold a function
	holds  map[any][]*ssa.Function // the same, the other way round
	extern map[any][]*ssa.Function // functions of other packages held by variables and fields
	invoke map[string][]site       // calls of interface methods, by name
	kept   map[*ssa.Function]bool  // stored or returned as values
	traps  map[*types.Package]map[int64]*Entry

	globals map[*ssa.Global][]ssa.Value // the errors stored to package variables
	errnos  map[*ssa.Global]errnoKind   // what these variables hold

	tests  []*test
	origin testOrigins

	params map[paramKey]*outcome
	helps  map[helpKey]*help
	walks  map[walkKey]*outcome
	uses   map[*ssa.Function]use
	alone  map[*ssa.Function]bool // whether a function never returns

	lives  map[ssa.Value]map[*ssa.BasicBlock]bool
	byName map[string][]*ssa.Function    // methods
	impls  map[methodKey][]*ssa.Function // see methods
	proper map[*ssa.Function][]site      // see production
	where  map[*ssa.Function][]site      // see sitesOf
	behind map[ssa.Value]*causes         // see causesOf
	asked  map[ssa.Instruction]ssa.Value // see testedOperand
	spent  int                           // steps

	reached map[ssa.Instruction]bool // tests met by an error that may be EINTR
	walked  map[ssa.Instruction]bool // calls whose errors were followed
	failed  map[ssa.Instruction]bool // those with a path that does not handle EINTR
	kinds   *descriptors
}

// A site is a place where a function is called, or handed to another.
type site struct {
	fn    *ssa.Function
	instr ssa.CallInstruction
	via   int // the argument that is the function, or -1 where it is called
}

func newIndex(pass *analysis.Pass, pkg *ssa.Package) *index {
	x := &index{
		pass:    pass,
		pkg:     pkg,
		linux:   onLinux(pass.Pkg),
		sites:   make(map[any][]site),
		held:    make(map[*ssa.Function][]any),
		holds:   make(map[any][]*ssa.Function),
		extern:  make(map[any][]*ssa.Function),
		invoke:  make(map[string][]site),
		kept:    make(map[*ssa.Function]bool),
		globals: make(map[*ssa.Global][]ssa.Value),
		errnos:  make(map[*ssa.Global]errnoKind),
		traps:   make(map[*types.Package]map[int64]*Entry),
		params:  make(map[paramKey]*outcome),
		helps:   make(map[helpKey]*help),
		walks:   make(map[walkKey]*outcome),
		uses:    make(map[*ssa.Function]use),
		alone:   make(map[*ssa.Function]bool),
		lives:   make(map[ssa.Value]map[*ssa.BasicBlock]bool),
		impls:   make(map[methodKey][]*ssa.Function),
		proper:  make(map[*ssa.Function][]site),
		where:   make(map[*ssa.Function][]site),
		behind:  make(map[ssa.Value]*causes),
		asked:   make(map[ssa.Instruction]ssa.Value),
		reached: make(map[ssa.Instruction]bool),
		walked:  make(map[ssa.Instruction]bool),
		failed:  make(map[ssa.Instruction]bool),
	}
	x.collect()
	for _, fn := range x.funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				x.note(fn, instr)
			}
		}
	}
	x.findTests()
	return x
}

// collect fills x.funcs from the declarations, in their order.
func (x *index) collect() {
	seen := make(map[*ssa.Function]bool)
	var add func(*ssa.Function)
	add = func(fn *ssa.Function) {
		if fn == nil || seen[fn] {
			return
		}
		seen[fn] = true
		x.funcs = append(x.funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	add(x.pkg.Func("init"))
	for _, obj := range declared(x.pass) {
		add(x.pkg.Prog.FuncValue(obj))
	}
}

// note records what one instruction says about calls and function values.
func (x *index) note(fn *ssa.Function, instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		x.noteCall(fn, instr)
	case *ssa.Store:
		x.hold(x.holder(instr.Addr), instr.Val)
		x.keep(instr.Val)
		if g, ok := instr.Addr.(*ssa.Global); ok && isError(instr.Val.Type()) {
			x.globals[g] = append(x.globals[g], instr.Val)
		}
	case *ssa.Return:
		for _, v := range instr.Results {
			x.keep(v)
		}
	case *ssa.MapUpdate:
		x.keep(instr.Value)
	}
}

// keep records that the function v, if it is one, is kept as a value somewhere.
func (x *index) keep(v ssa.Value) {
	if !isFunc(v.Type()) {
		return
	}
	if fn, ok := x.funcOrigin(v).(*ssa.Function); ok {
		x.kept[fn] = true
	}
}

func (x *index) noteCall(fn *ssa.Function, call ssa.CallInstruction) {
	common := call.Common()
	if common.IsInvoke() {
		name := common.Method.Name()
		x.invoke[name] = append(x.invoke[name], site{fn, call, -1})
	} else if key := x.funcOrigin(common.Value); key != nil {
		x.sites[key] = append(x.sites[key], site{fn, call, -1})
	}
	for i, arg := range common.Args {
		if !isFunc(arg.Type()) {
			continue
		}
		if key := x.funcOrigin(arg); key != nil {
			x.sites[key] = append(x.sites[key], site{fn, call, i})
		}
	}
}

// holder returns the variable or field at addr, or nil.
func (x *index) holder(addr ssa.Value) any {
	switch addr := addr.(type) {
	case *ssa.Global:
		return addr
	case *ssa.FieldAddr:
		return fieldOf(addr.X.Type(), addr.Field)
	}
	return nil
}

// hold records that the variable or field keeps the function val.
func (x *index) hold(key any, val ssa.Value) {
	if key == nil || !isFunc(val.Type()) {
		return
	}
	fn, ok := x.funcOrigin(val).(*ssa.Function)
	switch {
	case !ok:
	case fn.Pkg == x.pkg:
		x.held[fn] = append(x.held[fn], key)
		x.holds[key] = append(x.holds[key], fn)
	default:
		x.extern[key] = append(x.extern[key], fn)
	}
}

// funcOrigin follows a function value to what it comes from: an *ssa.Function,
// an *ssa.Parameter, an *ssa.Global, the *types.Var of a field; else nil.
func (x *index) funcOrigin(v ssa.Value) any {
	for range 20 { // enough for any sane chain; a cycle of cells ends here
		switch w := v.(type) {
		case *ssa.Function:
			return genuine(w)
		case *ssa.MakeClosure:
			return genuine(w.Fn.(*ssa.Function))
		case *ssa.Parameter:
			return w
		case *ssa.ChangeType:
			v = w.X
		case *ssa.MakeInterface:
			v = w.X
		case *ssa.Field:
			return fieldOf(w.X.Type(), w.Field)
		case *ssa.FreeVar:
			v = binding(w)
		case *ssa.UnOp:
			if w.Op != token.MUL {
				return nil
			}
			if key := x.holder(w.X); key != nil {
				return key
			}
			v = onlyStore(cellOf(w.X))
		default:
			return nil
		}
		if v == nil {
			return nil
		}
	}
	return nil
}

// genuine returns the declared function behind a wrapper, thunk or instance.
func genuine(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	if fn.Synthetic != "" && fn.Blocks != nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			if f := fn.Prog.FuncValue(obj.Origin()); f != nil {
				return f
			}
		}
	}
	return fn
}

// binding returns what the closure of v's function was made with for v.
func binding(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	refs := fn.Referrers()
	if refs == nil {
		return nil
	}
	for _, ref := range *refs {
		if mc, ok := ref.(*ssa.MakeClosure); ok && mc.Fn == fn {
			return mc.Bindings[slices.Index(fn.FreeVars, v)]
		}
	}
	return nil
}

// cellOf follows captured variables to the cell they share.
func cellOf(addr ssa.Value) ssa.Value {
	for range 20 {
		fv, ok := addr.(*ssa.FreeVar)
		if !ok {
			return addr
		}
		addr = binding(fv)
	}
	return nil
}

// onlyStore returns the one value ever stored to a local cell, or nil.
func onlyStore(cell ssa.Value) ssa.Value {
	alloc, ok := cell.(*ssa.Alloc)
	if !ok {
		return nil
	}
	stores := storesTo(alloc)
	if len(stores) != 1 {
		return nil
	}
	return stores[0]
}

// storesTo returns the values stored to a local cell, also by closures.
func storesTo(addr ssa.Value) []ssa.Value {
	var vals []ssa.Value
	refs := addr.Referrers()
	if refs == nil {
		return nil
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == addr {
				vals = append(vals, ref.Val)
			}
		case *ssa.MakeClosure:
			for i, b := range ref.Bindings {
				if b == addr {
					vals = append(vals, storesTo(ref.Fn.(*ssa.Function).FreeVars[i])...)
				}
			}
		}
	}
	return vals
}

// targets returns the functions that a call may run, as far as they are known.
func (x *index) targets(call *ssa.CallCommon) []*ssa.Function {
	if call.IsInvoke() {
		return nil
	}
	switch key := x.funcOrigin(call.Value).(type) {
	case *ssa.Function:
		return []*ssa.Function{key}
	case *ssa.Global, *types.Var:
		return x.extern[key]
	}
	return nil
}

// sitesOf returns where fn is called or handed on, also through variables,
// fields and the interfaces that its receiver satisfies.
func (x *index) sitesOf(fn *ssa.Function) []site {
	sites, ok := x.where[fn]
	if !ok {
		sites = x.findSites(fn)
		x.where[fn] = sites
	}
	return sites
}

func (x *index) findSites(fn *ssa.Function) []site {
	sites := append([]site(nil), x.sites[fn]...)
	for _, key := range x.held[fn] {
		sites = append(sites, x.sites[key]...)
	}
	recv := fn.Signature.Recv()
	if recv == nil {
		return sites
	}
	for _, s := range x.invoke[fn.Name()] {
		iface, ok := s.instr.Common().Value.Type().Underlying().(*types.Interface)
		if ok && (types.Implements(recv.Type(), iface) || types.Implements(types.NewPointer(recv.Type()), iface)) {
			sites = append(sites, s)
		}
	}
	return sites
}

// fieldOf returns field i of the struct that t is or points to.
func fieldOf(t types.Type, i int) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok || i >= s.NumFields() {
		return nil
	}
	return s.Field(i).Origin()
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}
