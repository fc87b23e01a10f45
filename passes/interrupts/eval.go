package interrupts

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

const eintr = 4 // on every Unix

// value returns the constant that v is on this path, or nil.
func (s *state) value(v ssa.Value) constant.Value {
	if k, ok := s.known[v]; ok {
		return k
	}
	if c, ok := v.(*ssa.Const); ok && c.Value != nil {
		return c.Value
	}
	return nil
}

// learn records what v is known to be; nil forgets it.
func (s *state) learn(v ssa.Value, k constant.Value) {
	if k == nil {
		delete(s.known, v)
	} else {
		s.known[v] = k
	}
}

// compare evaluates a binary operation under the assumption that the error is
// EINTR. It reports whether the path ends here, because EINTR is tested.
func (w *walk) compare(op *ssa.BinOp, st *state) bool {
	st.learn(op, nil)
	x, y := op.X, op.Y
	l, ok := st.holds(x)
	if !ok {
		if l, ok = st.holds(y); ok {
			x, y = y, x
		}
	}
	switch {
	case !ok && w.otherError(op):
		st.learn(op, constant.MakeBool(op.Op == token.NEQ))
	case !ok:
		st.learn(op, fold(op.Op, st.value(op.X), st.value(op.Y)))
	case op.Op == token.EQL || op.Op == token.NEQ:
		return w.equal(op, y, l, st)
	case isInteger(x.Type()) && x == op.X:
		st.learn(op, fold(op.Op, constant.MakeInt64(eintr), st.value(y)))
	case isInteger(x.Type()):
		st.learn(op, fold(op.Op, st.value(y), constant.MakeInt64(eintr)))
	}
	return false
}

// otherError reports whether a comparison tests another error for EINTR: one
// that surely comes from other calls, or from none.
func (w *walk) otherError(op *ssa.BinOp) bool {
	if w.at == nil || w.at.Value() == nil || op.Op != token.EQL && op.Op != token.NEQ {
		return false
	}
	operand := w.x.testedOperand(op)
	if operand == nil {
		return false
	}
	from := w.x.causesOf(operand)
	w.count(len(from.calls))
	return from.all && !slices.Contains(from.calls, ssa.Instruction(w.at.Value()))
}

// equal evaluates a comparison of the error with other.
func (w *walk) equal(op *ssa.BinOp, other ssa.Value, l level, st *state) bool {
	st.judged = true
	no := constant.MakeBool(op.Op == token.NEQ) // they differ
	kind := w.x.errnoOf(other)
	switch {
	case kind == isEINTR && l > bare:
		w.out.wrong = append(w.out.wrong, op)
		st.learn(op, no)
	case kind == isEINTR && !matters(op):
		// an empty branch; nothing depends on the test
	case kind == isEINTR:
		return w.tested(op, op.Op == token.EQL, st)
	case kind == isOther:
		st.learn(op, no)
	case kind == isUnknown && mayBeErrno(other):
		w.out.unsure = true // perhaps a list of errors worth a retry
		return true
	}
	return false
}

// mayBeErrno reports whether v is something that may well hold an errno,
// rather than another result of the same kind.
func mayBeErrno(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return mayBeErrno(v.X)
	case *ssa.Parameter, *ssa.Extract, *ssa.UnOp, *ssa.Phi, *ssa.Field, *ssa.Lookup:
		return true
	}
	return false
}

// tested ends the path at a test for EINTR, or takes it to be true.
func (w *walk) tested(instr ssa.Value, value bool, st *state) bool {
	if in, ok := instr.(ssa.Instruction); ok {
		w.x.reached[in] = true
	}
	st.judged = true
	if w.assume {
		st.learn(instr, constant.MakeBool(value))
		return false
	}
	w.out.handled, w.out.tested = true, true
	return true
}

type errnoKind int

const (
	isUnknown errnoKind = iota
	isEINTR
	isOther // a constant, nil or error variable that is never EINTR
)

// errnoOf says what an operand beside the error is.
func (x *index) errnoOf(v ssa.Value) errnoKind {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return isOther // nil
		}
		if n, ok := constant.Int64Val(constant.ToInt(v.Value)); ok && n == eintr {
			return isEINTR
		}
		return isOther
	case *ssa.MakeInterface:
		return x.errnoOf(v.X)
	case *ssa.Convert:
		return x.errnoOf(v.X)
	case *ssa.ChangeType:
		return x.errnoOf(v.X)
	case *ssa.ChangeInterface:
		return x.errnoOf(v.X)
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok && v.Op == token.MUL {
			return x.globalErrno(g)
		}
	}
	return isUnknown
}

// globalErrno says what an error variable of a package holds.
func (x *index) globalErrno(g *ssa.Global) errnoKind {
	if g.Pkg != x.pkg {
		return isOther // io.EOF, os.ErrNotExist and their like
	}
	if kind, ok := x.errnos[g]; ok {
		return kind
	}
	x.errnos[g] = isOther // for recursion
	for _, val := range x.globals[g] {
		if x.errnoOf(val) == isEINTR {
			x.errnos[g] = isEINTR
		}
	}
	return x.errnos[g]
}

// matters reports whether anything depends on the outcome of a test.
func matters(test ssa.Value) bool {
	refs := test.Referrers()
	if refs == nil {
		return true
	}
	for _, ref := range *refs {
		branch, ok := ref.(*ssa.If)
		if !ok {
			return true
		}
		succs := branch.Block().Succs
		if succs[0] != succs[1] || len(succs[0].Preds) > 2 && hasPhi(succs[0]) {
			return true
		}
	}
	return false
}

func hasPhi(b *ssa.BasicBlock) bool {
	_, ok := b.Instrs[0].(*ssa.Phi)
	return ok
}

// fold evaluates an operation on constants; nil if it cannot.
func fold(op token.Token, x, y constant.Value) constant.Value {
	if x == nil || y == nil || x.Kind() != y.Kind() && (x.Kind() == constant.Bool || y.Kind() == constant.Bool) {
		return nil
	}
	switch op {
	case token.EQL, token.NEQ:
		if x.Kind() != y.Kind() {
			return nil
		}
		return constant.MakeBool(constant.Compare(x, op, y))
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		if x.Kind() != constant.Int || y.Kind() != constant.Int {
			return nil
		}
		return constant.MakeBool(constant.Compare(x, op, y))
	}
	return nil
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

var errorType = types.Universe.Lookup("error").Type()

// isError reports whether t can carry an errno: error, Errno, or another
// type that is an error.
func isError(t types.Type) bool {
	return types.Implements(t, errorType.Underlying().(*types.Interface))
}
