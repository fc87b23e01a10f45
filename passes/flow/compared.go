package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// named notes a comparison of the received signal.
func (ev *evaluator) named(f *frame, b *ssa.BinOp, x, y val) {
	if b.Op != token.EQL && b.Op != token.NEQ {
		return
	}
	if x.kind == isConst && y.kind == isConst && (x.signal != "" || y.signal != "") {
		same, _ := compare(token.EQL, x, y).truth() // the signal's number or text
		ev.isNamed = ev.isNamed || same
		ev.others = ev.others || !same
		return
	}
	if x.kind != isSig || y.kind != isSig {
		known := x
		if known.kind != isSig {
			known = y
		}
		ev.unsure = ev.unsure || known.kind == isSig && x.kind != isNil && y.kind != isNil
		ev.others = ev.others || ev.unsure
		return
	}
	ev.differ(x, y)
	other := y
	if x.signal != ev.signal || isConstant(b.X) {
		other = x
	}
	ev.compare(other.signal, b.Pos())
	if x.signal != y.signal || x.signal != ev.signal {
		ev.others = true
		return
	}
	ev.isNamed = true
	if !ev.namedAt.IsValid() && f.up == nil {
		ev.namedAt = b.Pos()
	}
}

// compare notes that the code asks for a signal.
func (ev *evaluator) compare(signal string, pos token.Pos) {
	if ev.compared == nil {
		ev.compared = make(map[string]token.Pos)
	}
	if !ev.compared[signal].IsValid() {
		ev.compared[signal] = pos
	}
}

// isConstant reports whether v is a constant, also one made into an interface.
func isConstant(v ssa.Value) bool {
	if m, ok := v.(*ssa.MakeInterface); ok {
		v = m.X
	}
	if u, ok := v.(*ssa.UnOp); ok {
		_, ok = u.X.(*ssa.Global)
		return ok
	}
	_, ok := v.(*ssa.Const)
	return ok
}
