package interrupts

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// call takes a path over a call, and reports whether it ends there.
func (w *walk) call(instr ssa.CallInstruction, st *state) bool {
	common := instr.Common()
	result := instr.Value() // nil for go and defer
	if result != nil {
		st.set(result, 0, false)
		st.learn(result, nil)
		delete(st.consts, result)
	}
	if _, isDefer := instr.(*ssa.Defer); isDefer {
		return false // see deferred
	}
	if w.sibling(instr, st) {
		return true
	}
	args := w.args(common, st)
	if ended, done := w.known(instr, args, st); done {
		return ended
	}
	if w.inner(instr, args, st) {
		return true
	}
	if w.x.noReturn(common) {
		w.out.gaveUp = append(w.out.gaveUp, giveUp{instr.Pos(), true})
		return true
	}
	return false
}

// sibling ends a path that makes the same call once more, written again.
func (w *walk) sibling(instr ssa.CallInstruction, st *state) bool {
	if w.at == nil || !st.judged {
		return false
	}
	a, b := w.at.Common(), instr.Common()
	if a.IsInvoke() || b.IsInvoke() || a.StaticCallee() == nil || len(a.Args) != len(b.Args) {
		return false
	}
	if b.StaticCallee() == w.fn && w.fn.Signature.Results().Len() > 0 && w.assume {
		return false
	}
	if a.StaticCallee() != b.StaticCallee() {
		return false
	}
	for i := range a.Args {
		if !sameValue(a.Args[i], b.Args[i]) {
			return false
		}
	}
	w.again(st)
	return true
}

// sameValue reports whether two values are read from the same place.
func sameValue(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	switch x := a.(type) {
	case *ssa.Const:
		y, ok := b.(*ssa.Const)
		return ok && (x.Value == nil) == (y.Value == nil) &&
			(x.Value == nil || x.Value.ExactString() == y.Value.ExactString())
	case *ssa.UnOp:
		y, ok := b.(*ssa.UnOp)
		return ok && x.Op == y.Op && (sameValue(x.X, y.X) || addrKey(x.X) == addrKey(y.X))
	case *ssa.FieldAddr:
		y, ok := b.(*ssa.FieldAddr)
		return ok && x.Field == y.Field && sameValue(x.X, y.X)
	case *ssa.Convert:
		y, ok := b.(*ssa.Convert)
		return ok && sameValue(x.X, y.X)
	case *ssa.Slice:
		y, ok := b.(*ssa.Slice)
		return ok && sameValue(x.X, y.X)
	case *ssa.Call:
		y, ok := b.(*ssa.Call)
		return ok && x.Call.StaticCallee() != nil && x.Call.StaticCallee() == y.Call.StaticCallee() &&
			len(x.Call.Args) == 1 && len(y.Call.Args) == 1 && sameValue(x.Call.Args[0], y.Call.Args[0])
	}
	return false
}

// An argument is one that holds the error.
type argument struct {
	index int // among the Args; -1 for the receiver of an interface method
	level level
}

func (w *walk) args(common *ssa.CallCommon, st *state) []argument {
	var args []argument
	if common.IsInvoke() {
		if l, ok := st.holds(common.Value); ok {
			args = append(args, argument{-1, l})
		}
	}
	for i, a := range common.Args {
		if l, ok := st.holds(a); ok {
			args = append(args, argument{i, l})
		}
	}
	return args
}

// known handles the functions of the standard library that look at errors.
func (w *walk) known(instr ssa.CallInstruction, args []argument, st *state) (ended, done bool) {
	common, result := instr.Common(), instr.Value()
	name := stdName(common)
	if len(args) == 0 || result == nil {
		return false, false
	}
	first := args[0]
	if b, ok := common.Value.(*ssa.Builtin); ok {
		if b.Name() == "append" {
			st.set(result, max(first.level, wrapped), true)
			w.out.kept = true
		}
		return false, true
	}
	switch name {
	case "errors.Is":
		return w.is(common, first, result, st), true
	case "errors.As":
		return false, w.as(common, first, result, st)
	case "errors.AsType":
		st.set(result, bare, first.level < text)
		st.learn(result, constant.MakeBool(first.level < text))
		return false, true
	case "errors.Unwrap":
		st.set(result, bare, true)
		return false, true
	case "os.IsExist", "os.IsNotExist", "os.IsPermission", "os.IsTimeout":
		st.learn(result, constant.MakeBool(false))
		return false, true
	case "fmt.Errorf":
		l := text
		if f, ok := common.Args[0].(*ssa.Const); !ok || f.Value == nil || strings.Contains(constant.StringVal(f.Value), "%w") {
			l = max(first.level, wrapped)
		}
		st.set(result, l, true)
		return false, true
	}
	if isMethodOn(common, first) {
		return w.method(common, first, result, st), true
	}
	return false, false
}

// is handles errors.Is(err, target).
func (w *walk) is(common *ssa.CallCommon, err argument, result *ssa.Call, st *state) bool {
	st.judged = true
	if err.index != 0 || len(common.Args) != 2 {
		return false
	}
	switch w.x.errnoOf(common.Args[1]) {
	case isEINTR:
		if err.level == text {
			w.out.wrong = append(w.out.wrong, result)
		} else if matters(result) {
			return w.tested(result, true, st)
		}
	case isOther:
		st.learn(result, constant.MakeBool(false))
	default:
		w.out.unsure = true
		return true
	}
	return false
}

// as handles errors.As(err, &target).
func (w *walk) as(common *ssa.CallCommon, err argument, result *ssa.Call, st *state) bool {
	if err.index != 0 || len(common.Args) != 2 {
		return false
	}
	target := common.Args[1]
	if m, ok := target.(*ssa.MakeInterface); ok {
		target = m.X
	}
	p, ok := target.Type().Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	is := err.level == wrapped || err.level == bare && hasErrno(p.Elem())
	if !is && err.level == bare && ofField(common.Args[0]) {
		st.cells[addrKey(target)] = wrapped // perhaps
		return true
	}
	st.learn(result, constant.MakeBool(is))
	if !is {
		return true
	}
	l := wrapped
	if hasErrno(p.Elem()) {
		l = bare
	}
	st.cells[addrKey(target)] = l
	return true
}

// isMethodOn reports whether the call is of a method of the error itself.
func isMethodOn(common *ssa.CallCommon, first argument) bool {
	if common.IsInvoke() {
		return first.index == -1
	}
	fn := common.StaticCallee()
	return fn != nil && first.index == 0 && common.Signature().Recv() != nil && isError(common.Args[0].Type())
}

func (w *walk) method(common *ssa.CallCommon, recv argument, result *ssa.Call, st *state) bool {
	switch calleeName(common) {
	case "Temporary":
		if matters(result) {
			return w.tested(result, true, st)
		}
	case "Timeout":
		st.learn(result, constant.MakeBool(false))
	case "Is":
		if n := len(common.Args); n > 0 && w.x.errnoOf(common.Args[n-1]) == isEINTR {
			return w.tested(result, true, st)
		}
	case "Unwrap", "Cause":
		st.set(result, bare, recv.level < text)
	}
	return false
}

// stdName returns "package.Name" of a function called by name.
func stdName(common *ssa.CallCommon) string {
	fn := common.StaticCallee()
	if fn == nil {
		return ""
	}
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if fn.Object() == nil || fn.Object().Pkg() == nil || fn.Signature.Recv() != nil {
		return ""
	}
	return fn.Object().Pkg().Path() + "." + fn.Name()
}

// deferred applies the deferred functions at the end of a path, and reports
// whether one of them tests for EINTR.
func (w *walk) deferred(st *state) bool {
	for _, b := range w.fn.Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if ok && w.inner(d, w.args(d.Common(), st), st) {
				return true
			}
		}
	}
	return false
}
