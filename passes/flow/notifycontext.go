package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// context tells what a NotifyContext does: it ends what waits for the context,
// unless nothing does.
func (e *engine) context(r *Registration) []Branch {
	b := Branch{Effect: signals.Terminates, Action: "cancels the context"}
	v, ok := r.Instr.(ssa.Value)
	if !ok {
		return e.all(r.Set, Branch{Effect: signals.Nothing})
	}
	ctx := resultOf(v, 0)
	if r.Call != nil && (ctx == nil || len(*ctx.Referrers()) == 0) {
		return e.all(r.Set, Branch{Effect: signals.Nothing})
	}
	if r.Call != nil && e.abandoned(r, ctx) {
		return e.all(r.Set, Branch{Effect: signals.UnknownEffect})
	}
	if r.Call != nil {
		if uses := e.onlyReceived(ctx); uses != nil {
			return e.branches(r.Set, e.together(r), uses)
		}
		if name := e.varName(ctx); name != "" {
			b.Action = "cancels " + name
		}
		if e.recreated(r, ctx) {
			b.Effect = signals.Continues
		}
	}
	return e.all(r.Set, b)
}

// abandoned reports whether a context only reaches goroutines that a helper
// starts before it returns: nobody that the program waits for sees its end.
func (e *engine) abandoned(r *Registration, ctx ssa.Value) bool {
	if r.Owner.Name() == "main" || r.Owner.Parent() != nil {
		return false
	}
	for _, ref := range *ctx.Referrers() {
		if _, ok := ref.(*ssa.Go); !ok {
			return false
		}
	}
	return !slices.ContainsFunc(r.Owner.Blocks, waits)
}

// waits reports whether a block waits for other goroutines.
func waits(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		switch instr := instr.(type) {
		case *ssa.Select:
			return true
		case *ssa.UnOp:
			return instr.Op == token.ARROW
		case ssa.CallInstruction:
			if instr.Common().IsInvoke() {
				return instr.Common().Method.Name() == "Wait"
			}
			fn := instr.Common().StaticCallee()
			return fn != nil && fn.Name() == "Wait"
		}
		return false
	})
}

// onlyReceived returns the receives that wait for a context to end, if nothing
// else is done with it; else nil.
func (e *engine) onlyReceived(ctx ssa.Value) []*use {
	var uses []*use
	for _, ref := range *ctx.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || !call.Call.IsInvoke() || call.Call.Method.Name() != "Done" {
			return nil
		}
		for _, u := range e.uses {
			if u.kind == useReceive && u.ch == call {
				uses = append(uses, u)
			}
		}
	}
	return uses
}

// recreated reports whether the code that waits for a context comes back to
// where it is made: a loop that works until the signal, and then again.
func (e *engine) recreated(r *Registration, ctx ssa.Value) bool {
	for _, u := range e.found.byFn[r.Owner] {
		e.work(1)
		if u.kind != useReceive {
			continue
		}
		call, ok := u.ch.(*ssa.Call)
		if !ok || !call.Call.IsInvoke() || call.Call.Method.Name() != "Done" || !values.Share(e.ix.Trace(call.Call.Value), e.ix.Trace(ctx)) {
			continue
		}
		ev := e.newEvaluator(r.Instr, "", 0)
		fr := &frame{ev: ev, fn: u.fn, env: make(map[ssa.Value]val)}
		fr.receive(u, val{})
		f := ev.rest(fr, u.instr)
		if !ev.cut && len(f.exits) > 0 && !slices.ContainsFunc(f.exits, func(x exit) bool { return x.kind != back }) {
			return true
		}
	}
	return false
}
