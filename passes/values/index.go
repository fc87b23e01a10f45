// Package values tells where the values of a package come from: a channel, a
// set of signals, a function, followed back through variables, fields,
// parameters, results and containers to the places that make them.
//
// The answer is a "may" answer and knows no order: all that is ever stored in
// a variable may be read from it. Fields are told apart by their declaration,
// not by the value they belong to.
package values

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/inorder"
)

// An Index is what is known of one package's functions. It is not safe for
// concurrent use.
type Index struct {
	Pkg   *ssa.Package
	Funcs []*ssa.Function // those with bodies, literals included, in the order of the files

	calls     map[*ssa.Function][]ssa.CallInstruction
	closures  map[*ssa.Function][]*ssa.MakeClosure
	valueUses map[*ssa.Function][]ssa.Instruction
	fields    map[*types.Var][]ssa.Value
	globals   map[*ssa.Global][]ssa.Value
	updates   typeutil.Map // []*ssa.MapUpdate by the type of the map
	elements  typeutil.Map // []element by the type of what is held
	pointed   typeutil.Map // []*ssa.Store by the type of the pointer that they store through
	lent      map[types.Object]lending
	given     map[ssa.Value][]Root // see givenFor
	callers   map[*ssa.Function][]ssa.CallInstruction
	returns   map[*ssa.Function][]*ssa.Return
	variables map[ssa.Value][]ssa.Value // what is stored, by variable
	traces    map[traceKey][]Root
	nested    int // containers being followed
	steps     int
	secret    map[*types.Var]bool
}

// MaxSteps bounds the work on one package: values looked at, and places that
// store in maps. Beyond, whatever is asked for is Unknown; see Spent. The
// largest package of nats-server, 12 MB of text with its tests, takes a fiftieth.
const MaxSteps = 10_000_000

// Steps returns how much was looked at so far.
func (ix *Index) Steps() int { return ix.steps }

// Spent reports whether a package was too much to follow. What was answered
// before may then not fit what was answered after, and nothing should be said
// of it.
func (ix *Index) Spent() bool { return ix.steps > MaxSteps }

// New indexes a package that has been built.
func New(pkg *ssa.Package) *Index {
	ix := &Index{
		Pkg:       pkg,
		calls:     make(map[*ssa.Function][]ssa.CallInstruction),
		closures:  make(map[*ssa.Function][]*ssa.MakeClosure),
		valueUses: make(map[*ssa.Function][]ssa.Instruction),
		fields:    make(map[*types.Var][]ssa.Value),
		globals:   make(map[*ssa.Global][]ssa.Value),
		callers:   make(map[*ssa.Function][]ssa.CallInstruction),
		returns:   make(map[*ssa.Function][]*ssa.Return),
		variables: make(map[ssa.Value][]ssa.Value),
		traces:    make(map[traceKey][]Root),
		lent:      make(map[types.Object]lending),
		given:     make(map[ssa.Value][]Root),
	}
	ix.Funcs = functions(pkg)
	for _, add := range []func(ssa.Instruction){ix.addStored, ix.addUsed, ix.addLent} {
		for _, fn := range ix.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					add(instr)
				}
			}
		}
	}
	return ix
}

// functions lists all functions of a package that have a body.
func functions(pkg *ssa.Package) []*ssa.Function {
	var all []*ssa.Function
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		if fn == nil || fn.Blocks == nil {
			return
		}
		all = append(all, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, m := range pkg.Members {
		switch m := m.(type) {
		case *ssa.Function:
			add(m)
		case *ssa.Type:
			if named, ok := m.Type().(*types.Named); ok {
				for method := range named.Methods() {
					add(pkg.Prog.FuncValue(method))
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *ssa.Function) int {
		return cmp.Or(inorder.Compare(pkg.Prog.Fset, a.Pos(), b.Pos()), strings.Compare(a.String(), b.String()))
	})
	return slices.Compact(all)
}

// addStored notes what one instruction stores.
func (ix *Index) addStored(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Store:
		switch addr := instr.Addr.(type) {
		case *ssa.Global:
			ix.globals[addr] = append(ix.globals[addr], instr.Val)
		case *ssa.FieldAddr:
			f := FieldOf(addr.X.Type(), addr.Field)
			ix.fields[f] = append(ix.fields[f], instr.Val)
		case *ssa.IndexAddr:
			ix.addElement(element{in: addr.X, value: instr.Val})
		case *ssa.Alloc, *ssa.FreeVar:
		default:
			ix.addPointed(instr)
		}
	case *ssa.Call:
		if b, ok := instr.Call.Value.(*ssa.Builtin); ok && b.Name() == "copy" {
			ix.addElement(element{in: instr.Call.Args[0], from: instr.Call.Args[1]})
		}
	case *ssa.MapUpdate:
		t := instr.Map.Type().Underlying()
		ix.updates.Set(t, append(ix.updatesOf(t), instr))
	case *ssa.MakeClosure:
		fn := instr.Fn.(*ssa.Function)
		ix.closures[fn] = append(ix.closures[fn], instr)
	}
}

// addUsed notes what one instruction calls and mentions.
func (ix *Index) addUsed(instr ssa.Instruction) {
	call, isCall := instr.(ssa.CallInstruction)
	if isCall {
		ix.addGiven(call.Common())
		if fn := ix.Static(call.Common()); fn != nil {
			ix.calls[fn] = append(ix.calls[fn], call)
		}
	}
	var buf [8]*ssa.Value
	for i, op := range instr.Operands(buf[:0]) {
		if fn, ok := (*op).(*ssa.Function); ok && !(isCall && i == 0 && !call.Common().IsInvoke()) {
			fn = ix.Declared(fn)
			if _, made := instr.(*ssa.MakeClosure); !made {
				ix.valueUses[fn] = append(ix.valueUses[fn], instr)
			}
		}
	}
}

// Static returns the function that a call certainly calls, also one of another
// package, or one that is called through a literal made on the spot or through a
// variable of the package that never holds another; or nil.
func (ix *Index) Static(call *ssa.CallCommon) *ssa.Function {
	if fn := call.StaticCallee(); fn != nil {
		return ix.Declared(fn)
	}
	if load, ok := call.Value.(*ssa.UnOp); ok && !call.IsInvoke() {
		if g, ok := load.X.(*ssa.Global); ok {
			return ix.held(g)
		}
	}
	return nil
}

// held returns the one function that a variable of the package holds, if
// nothing else is stored there and no other package can.
func (ix *Index) held(g *ssa.Global) *ssa.Function {
	stored := ix.globals[g]
	if g.Pkg != ix.Pkg || len(stored) != 1 || g.Object() == nil || g.Object().Exported() && ix.Pkg.Pkg.Name() != "main" {
		return nil
	}
	if fn, ok := stored[0].(*ssa.Function); ok {
		return ix.Declared(fn)
	}
	return nil
}

// Declared returns the declared function behind an instance of a generic one,
// a bound method or a thunk.
func (ix *Index) Declared(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Synthetic != "" && fn.Object() != nil && len(fn.FreeVars) > 0 || strings.HasSuffix(fn.Name(), "$thunk") {
		if obj, ok := fn.Object().(*types.Func); ok {
			if real := ix.Pkg.Prog.FuncValue(obj.Origin()); real != nil {
				return real
			}
		}
	}
	return fn
}

// PathOf returns the path of the package that declares fn, or "". It knows
// that of a method too whose package is imported by others only, and for which
// no SSA is made therefore.
func PathOf(fn *ssa.Function) string {
	if fn.Pkg != nil {
		return fn.Pkg.Pkg.Path()
	}
	if obj := fn.Object(); obj != nil && obj.Pkg() != nil {
		return obj.Pkg().Path()
	}
	return ""
}

// Local reports whether the body of fn is at hand.
func (ix *Index) Local(fn *ssa.Function) bool {
	return fn != nil && fn.Blocks != nil && fn.Pkg == ix.Pkg
}

// updatesOf returns the places that store in maps of a type.
func (ix *Index) updatesOf(t types.Type) []*ssa.MapUpdate {
	updates, _ := ix.updates.At(t.Underlying()).([]*ssa.MapUpdate)
	return updates
}

// Callers returns the calls of fn in the package, go and defer included.
func (ix *Index) Callers(fn *ssa.Function) []ssa.CallInstruction {
	if calls, ok := ix.callers[fn]; ok {
		return calls
	}
	calls := slices.Clip(ix.calls[fn])
	has := make(map[ssa.CallInstruction]bool)
	for _, call := range calls {
		has[call] = true
	}
	for _, c := range ix.closures[fn] {
		for _, ref := range *c.Referrers() {
			if call, ok := ref.(ssa.CallInstruction); ok && call.Common().Value == c && !has[call] {
				calls = append(calls, call)
			}
		}
	}
	ix.callers[fn] = slices.Clip(calls)
	return ix.callers[fn]
}

// Returns returns the return statements of fn.
func (ix *Index) Returns(fn *ssa.Function) []*ssa.Return {
	if rets, ok := ix.returns[fn]; ok {
		return rets
	}
	var rets []*ssa.Return
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			rets = append(rets, ret)
		}
	}
	ix.returns[fn] = rets
	return rets
}

// Closures returns the places that make a closure of fn.
func (ix *Index) Closures(fn *ssa.Function) []*ssa.MakeClosure { return ix.closures[fn] }

// ValueUses returns the instructions that use fn as a value and do not call it.
func (ix *Index) ValueUses(fn *ssa.Function) []ssa.Instruction {
	uses := ix.valueUses[fn]
	for _, c := range ix.closures[fn] {
		for _, ref := range *c.Referrers() {
			if call, ok := ref.(ssa.CallInstruction); !ok || call.Common().Value != c {
				uses = append(uses, ref)
			}
		}
	}
	return uses
}

// FieldOf returns the declaration of field i of a struct or of a pointer to one.
func FieldOf(t types.Type, i int) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		if tp, isParam := t.(*types.TypeParam); isParam {
			s, ok = tp.Constraint().Underlying().(*types.Struct)
		}
		if !ok {
			return nil
		}
	}
	return s.Field(i).Origin()
}

// StoredGlobal returns the values that the package stores in a variable of it.
func (ix *Index) StoredGlobal(g *ssa.Global) []ssa.Value { return ix.globals[g] }

// StoredField returns the values that the package stores in a field.
func (ix *Index) StoredField(f *types.Var) []ssa.Value { return ix.fields[f] }
