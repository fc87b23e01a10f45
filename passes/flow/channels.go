package flow

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// A UseKind says what a Use does.
type UseKind = useKind

// The kinds of use.
const (
	Receives = useReceive
	Sends    = useSend
	Closes   = useClose
	Escapes  = useEscape
)

// A Use is one thing that the package does with a channel of signals.
type Use struct {
	Kind  UseKind
	Fn    *ssa.Function
	Instr ssa.Instruction
	Chan  ssa.Value
	Roots []values.Root // parameters followed to the callers in the package

	u *use
}

// Pos returns where the use stands.
func (u *Use) Pos() token.Pos { return usePos(u.u) }

// An Outcome is what follows the receipt of one signal.
type Outcome struct {
	Effect   signals.Effect
	Action   string
	Acts     []*Act
	Main     *Act                 // the one that stands for the work; nil if none does
	Aside    map[*Act]bool        // what is done on the way to it, or anyway
	Named    bool                 // a comparison names the signal
	NamedAt  token.Pos            // where, if in the function of the receive
	Others   bool                 // comparisons name other signals
	Compared map[string]token.Pos // the signals that comparisons name
	Again    bool                 // control comes back to the receive
}

// Uses lists what the package does with channels of signals, in the order of
// the code.
func (r *Result) Uses() []*Use {
	if r.engine == nil {
		return nil
	}
	var out []*Use
	for _, u := range r.engine.uses {
		if signalChan(u.ch.Type()) {
			out = append(out, &Use{u.kind, u.fn, u.instr, u.ch, r.engine.rootsOf(u), u})
		}
	}
	return out
}

// Outcome follows a signal from a receive of a channel registered for set.
func (r *Result) Outcome(u *Use, signal string, set signals.Set) Outcome {
	f := r.engine.follow(u.u, signal)
	r.engine.soften(u.u, f, signal)
	r.engine.setApart(u.u, f, signal, set)
	o := Outcome{
		Effect: effects[f.verdict(signal, set)], Acts: f.acts,
		Named: f.named, NamedAt: f.ev.namedAt, Others: f.others, Compared: f.ev.compared,
	}
	o.Action = action(f, o.Effect)
	o.Main = f.principal(o.Effect)
	o.Aside = make(map[*Act]bool)
	for _, a := range f.acts {
		o.Aside[a] = f.weight(a, o.Effect) <= aside
	}
	if o.Aside[o.Main] {
		o.Main = nil
	}
	for _, x := range f.exits {
		o.Again = o.Again || x.kind == back
	}
	return o
}

// Given returns what a function of another package does with a channel that
// it is given, signal by signal; nil if that is not known.
func (r *Result) Given(u *Use) []Branch {
	call, ok := u.Instr.(ssa.CallInstruction)
	if !ok || u.Kind != Escapes {
		return nil
	}
	if o := r.engine.given(call, u.Chan); o != nil {
		return o.Branches
	}
	return nil
}

// Trace returns the roots of a value, parameters followed to the callers in
// the package.
func (r *Result) Trace(v ssa.Value) []values.Root { return r.engine.traceUp(v) }

// Expr returns the syntax of a call.
func (r *Result) Expr(call ssa.CallInstruction) *ast.CallExpr { return r.engine.expr(call) }

// ExprAt returns the call whose left parenthesis is at pos, or nil.
func (r *Result) ExprAt(pos token.Pos) *ast.CallExpr {
	if r.engine.exprs == nil {
		r.engine.exprs = callExprs(r.engine.pass.Files)
	}
	return r.engine.exprs[pos]
}

// Variable returns the variable that a value is assigned to where it is made.
func (r *Result) Variable(v ssa.Value) types.Object { return r.engine.definedBy(v) }

// IsLog reports whether a call only tells of something.
func (r *Result) IsLog(call ssa.CallInstruction) bool { return r.kind(call) == Logs }

// IsIdle reports whether a call does nothing that others may notice.
func (r *Result) IsIdle(call ssa.CallInstruction) bool { return r.kind(call) == pure }

// kind judges a call by itself.
func (r *Result) kind(call ssa.CallInstruction) Kind {
	f := &frame{ev: r.engine.newEvaluator(nil, "", 0), fn: call.Parent(), env: make(map[ssa.Value]val)}
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		if b.Name() == "close" {
			return Ends
		}
		return pure
	}
	if c.IsInvoke() {
		path := ""
		if c.Method.Pkg() != nil {
			path = c.Method.Pkg().Path()
		}
		return f.classify(c, path, c.Method.Name(), true)
	}
	fn := r.engine.ix.Static(c)
	switch {
	case fn == nil && printer(c.Signature()):
		return Logs
	case fn == nil:
		return f.kept(c)
	case r.engine.ix.Local(fn):
		if logWrapper(fn) {
			return Logs
		}
		return Local
	}
	return f.classify(c, values.PathOf(fn), fn.Name(), fn.Signature.Recv() != nil)
}

// Goroutine reports whether a function is started by a go statement.
func (r *Result) Goroutine(fn *ssa.Function) bool {
	for _, call := range r.engine.callersOf(fn) {
		if _, ok := call.(*ssa.Go); ok {
			return true
		}
	}
	return false
}

// InLoop reports whether control may come back to a block.
func InLoop(b *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	queue := append([]*ssa.BasicBlock(nil), b.Succs...)
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if at == b {
			return true
		}
		if !seen[at] {
			seen[at] = true
			queue = append(queue, at.Succs...)
		}
	}
	return false
}
