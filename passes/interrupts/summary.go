package interrupts

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A paramKey names one way in which an error enters a function.
type paramKey struct {
	fn    *ssa.Function
	into  ssa.Value // the parameter, or the captured cell
	cell  bool      // it is what the parameter points at, or the captured cell
	level level
}

// summary returns how an error fares that enters a function.
func (x *index) summary(key paramKey) *outcome {
	if o := x.params[key]; o != nil {
		return o
	}
	x.params[key] = &outcome{unsure: true} // for recursion
	st := newState()
	if key.cell {
		st.cells[addrKey(key.into)] = key.level
	} else {
		st.vals[key.into] = key.level
	}
	o := newWalk(x, key.fn).enter(st)
	x.params[key] = o
	return o
}

// inner applies what the called functions do with the error, and reports
// whether the path ends.
func (w *walk) inner(instr ssa.CallInstruction, args []argument, st *state) bool {
	common := instr.Common()
	var outs []*outcome
	callees := w.x.callees(common)
	for _, fn := range callees {
		outs = append(outs, w.captured(fn, st)...)
		shift := len(fn.Params) - len(common.Args)
		for _, a := range args {
			if i := a.index + shift; i >= 0 && i < len(fn.Params) {
				outs = append(outs, w.x.summary(paramKey{fn, fn.Params[i], false, a.level}))
			}
		}
		for i, a := range common.Args {
			if l, ok := w.pointee(a, st); ok && i+shift >= 0 && i+shift < len(fn.Params) {
				outs = append(outs, w.x.summary(paramKey{fn, fn.Params[i+shift], true, l}))
			}
		}
	}
	for _, a := range common.Args { // closures handed on
		if fn, ok := w.x.closure(a); ok {
			for _, o := range w.captured(fn, st) {
				if o.handled {
					outs = append(outs, o)
				}
			}
		}
	}
	if len(callees) == 0 && len(args) > 0 {
		return w.foreign(instr, args, st)
	}
	return w.apply(instr, outs, st)
}

// pointee returns the level of the error in the variable that v points at.
func (w *walk) pointee(v ssa.Value, st *state) (level, bool) {
	if _, ok := v.Type().Underlying().(*types.Pointer); !ok || len(st.cells) == 0 {
		return 0, false
	}
	l, ok := st.cells[addrKey(v)]
	return l, ok
}

// captured returns what fn does with the captured variables that hold the error.
func (w *walk) captured(fn *ssa.Function, st *state) []*outcome {
	var outs []*outcome
	if len(st.cells) == 0 {
		return nil
	}
	for _, fv := range fn.FreeVars {
		cell := cellOf(fv)
		if cell == nil {
			continue
		}
		if l, ok := st.cells[addrKey(cell)]; ok {
			outs = append(outs, w.x.summary(paramKey{fn, cell, true, l}))
		}
	}
	return outs
}

// closure returns the function literal or function of this package that v is.
func (x *index) closure(v ssa.Value) (*ssa.Function, bool) {
	if !isFunc(v.Type()) {
		return nil, false
	}
	fn, ok := x.funcOrigin(v).(*ssa.Function)
	return fn, ok && fn.Pkg == x.pkg
}

// apply takes over what called functions did, and reports whether the path ends.
func (w *walk) apply(instr ssa.CallInstruction, outs []*outcome, st *state) bool {
	if len(outs) == 0 {
		return false
	}
	dies := true
	for _, o := range outs {
		if o.unsure || o.handled && !w.assume {
			w.out.handled, w.out.tested = w.out.handled || o.handled, w.out.tested || o.tested
			w.out.unsure = w.out.unsure || o.unsure
			return true
		}
		st.judged = st.judged || o.handled
		dies = dies && !o.returned && len(o.gaveUp) > 0
		w.takeOver(instr, o, st)
	}
	if result := instr.Value(); result != nil && len(outs) == 1 && !outs[0].handled && !outs[0].unsure {
		w.learnResults(result, outs[0].consts, st)
	}
	if dies {
		w.out.gaveUp = append(w.out.gaveUp, giveUp{instr.Pos(), true})
	}
	return dies
}

// learnResults records what a call returns, given the error.
func (w *walk) learnResults(result *ssa.Call, consts []constant.Value, st *state) {
	if len(consts) == 1 {
		st.learn(result, consts[0])
	} else if len(consts) > 1 {
		st.consts[result] = consts
	}
}

func (w *walk) takeOver(instr ssa.CallInstruction, o *outcome, st *state) {
	result, args := instr.Value(), instr.Common().Args
	best, leaves := text, false
	for _, l := range o.results {
		best, leaves = min(best, l), true
	}
	if leaves && result != nil {
		st.set(result, best, true)
	}
	for cell, l := range o.cells {
		st.cells[addrKey(cell)] = l
	}
	for i, l := range o.pointers {
		if i < len(args) {
			st.cells[addrKey(args[i])] = l
		}
	}
	for f := range o.escapes {
		w.out.escapes[f] = true
	}
	for g := range o.globals {
		w.out.globals[g] = true
	}
	w.out.delivered = w.out.delivered || o.delivered
	w.out.kept = w.out.kept || o.kept
}

// foreign applies a call into code that is not at hand.
func (w *walk) foreign(instr ssa.CallInstruction, args []argument, st *state) bool {
	common, result := instr.Common(), instr.Value()
	fn := declaredFunc(common)
	if fn != nil && w.x.foreignTests(fn, args) {
		if result == nil {
			w.out.handled, w.out.tested = true, true
			return true
		}
		return w.tested(result, true, st)
	}
	if result == nil || printer(fn) {
		return false
	}
	l := max(args[0].level, wrapped)
	if f := (&forwards{}); fn != nil && w.x.pass.ImportObjectFact(fn, f) {
		for _, fl := range f.Flows {
			if fl.From == args[0].index {
				l = max(args[0].level, fl.Level)
			}
		}
	}
	switch t := result.Type().(type) {
	case *types.Tuple:
		for v := range t.Variables() {
			if isError(v.Type()) {
				st.set(result, l, true)
			}
		}
	default:
		if isError(t) {
			st.set(result, l, true)
		}
		if isBool(t) && !inStd(fn) {
			w.out.unsure = true // it may judge the error
			return true
		}
	}
	return false
}

// foreignTests reports whether a fact says that fn tests one of the arguments.
func (x *index) foreignTests(fn *types.Func, args []argument) bool {
	var f tests
	if !x.pass.ImportObjectFact(fn, &f) {
		return false
	}
	recv := 0
	if fn.Signature().Recv() != nil {
		recv = 1
	}
	for _, a := range args {
		for _, p := range f.Params {
			if a.index == p+recv || a.index == p {
				return true
			}
		}
	}
	return false
}

// printer reports whether fn only prints or logs what it is given.
func printer(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "fmt", "log", "log/slog", "testing":
		return true
	}
	return false
}

// inStd reports whether fn is of the standard library.
func inStd(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	first, _, _ := strings.Cut(fn.Pkg().Path(), "/")
	return !strings.Contains(first, ".") && stdFirst[first]
}

// stdFirst are the first path elements of the packages that see errors.
var stdFirst = map[string]bool{
	"bufio": true, "context": true, "errors": true, "fmt": true, "io": true, "log": true,
	"net": true, "os": true, "path": true, "reflect": true, "runtime": true, "slices": true,
	"strings": true, "sync": true, "syscall": true, "testing": true, "time": true,
}

// declaredFunc returns the declared function or method that a call names.
func declaredFunc(common *ssa.CallCommon) *types.Func {
	if common.IsInvoke() {
		return common.Method
	}
	fn := common.StaticCallee()
	if fn == nil {
		return nil
	}
	obj, _ := genuine(fn).Object().(*types.Func)
	return obj
}

// callees returns the functions of this package that a call may run.
func (x *index) callees(common *ssa.CallCommon) []*ssa.Function {
	if common.IsInvoke() {
		return x.methods(common)
	}
	var fns []*ssa.Function
	switch key := x.funcOrigin(common.Value).(type) {
	case *ssa.Function:
		fns = []*ssa.Function{key}
	case *ssa.Global, *types.Var:
		fns = x.holds[key]
	}
	var own []*ssa.Function
	for _, fn := range fns {
		if fn.Pkg == x.pkg && len(fn.Blocks) > 0 {
			own = append(own, fn)
		}
	}
	return own
}

// methods returns the methods of this package that a call through an interface
// may run.
func (x *index) methods(common *ssa.CallCommon) []*ssa.Function {
	iface, ok := common.Value.Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	key := methodKey{common.Value.Type(), common.Method.Name()}
	fns, ok := x.impls[key]
	if !ok {
		for _, fn := range x.methodsNamed(key.name) {
			recv := fn.Signature.Recv().Type()
			if types.Implements(recv, iface) || types.Implements(types.NewPointer(recv), iface) {
				fns = append(fns, fn)
			}
		}
		x.impls[key] = fns
	}
	return fns
}

// A methodKey is a method of an interface.
type methodKey struct {
	iface types.Type
	name  string
}

// methodsNamed returns the methods of the package that have a body and a name.
func (x *index) methodsNamed(name string) []*ssa.Function {
	if x.byName == nil {
		x.byName = make(map[string][]*ssa.Function)
		for _, fn := range x.funcs {
			if fn.Signature.Recv() != nil && len(fn.Blocks) > 0 {
				x.byName[fn.Name()] = append(x.byName[fn.Name()], fn)
			}
		}
	}
	return x.byName[name]
}
