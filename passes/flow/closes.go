package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// closed judges the close of a channel by its receivers: those that come back
// to the receive go on, and for a channel that is returned the callers decide.
func (f *frame) closed(a *Act, t types.Type) {
	ev := f.ev
	if ev.depth >= 3 {
		return
	}
	uses := ev.told(ev.e.usesOf(useReceive, t, a.roots), a.roots)
	if len(uses) == 0 {
		if ev.e.returned(a.roots) {
			a.Kind, a.weak = Work, true
		}
		return
	}
	circles := true
	for _, u := range uses {
		if u.instr == ev.from {
			return
		}
		if !ev.step() {
			return
		}
		receiver := ev.e.relayTo(u, val{}, ev)
		ev.heed(receiver.ev)
		for _, x := range receiver.exits {
			if x.ended || x.kind != back && x.kind != leaves {
				return
			}
			circles = circles && x.kind == back
		}
	}
	switch {
	case circles:
		a.Kind = Work
	case ev.e.returned(a.roots):
		a.Kind, a.weak = Work, true
	}
}

// fresh reports whether a channel was made since the signal came. Of one that a
// function is given, all that those give who call it are, and of one that is kept
// in a field, all that are kept there are of the kind that is made.
func (f *frame) fresh(roots []values.Root) bool {
	some := false
	for _, r := range roots {
		switch v := r.Value.(type) {
		case *ssa.MakeChan:
			if !f.above(func(at *frame) bool { _, known := at.env[v]; return known && at.fn == v.Parent() }) {
				return false
			}
			some = true
		default:
			if r.Kind == values.Field && (!r.Obj.Exported() || f.fn.Pkg.Pkg.Name() == "main") {
				continue
			}
			if r.Kind != values.Param || !f.above(func(at *frame) bool { return at.fn == r.Fn && at.up != nil }) {
				return false
			}
		}
	}
	return some
}

// remakes reports whether one was closed, before the function was called, that
// stands where a channel is kept which it makes.
func (f *frame) remakes(v *ssa.MakeChan) bool {
	return slices.ContainsFunc(f.ev.acts[:f.acts], func(a *Act) bool { return a.undoneBy(f.ev.e, v) })
}

// begun reports whether a cancel function is of a context that a function made
// which was called since the signal came.
func (f *frame) begun(roots []values.Root) bool {
	return len(roots) > 0 && !slices.ContainsFunc(roots, func(r values.Root) bool {
		call, ok := r.Value.(*ssa.Call)
		return !ok || r.Kind != values.Result || !f.above(func(at *frame) bool { return at.up != nil && at.fn == call.Parent() })
	})
}

// above reports whether a frame or one that leads to it is such a one.
func (f *frame) above(is func(*frame) bool) bool {
	for at := f; at != nil; at = at.up {
		if is(at) {
			return true
		}
	}
	return false
}

// returned reports whether a function of the package that others can call
// returns a channel with one of these roots.
func (e *engine) returned(roots []values.Root) bool {
	for _, fn := range e.ix.Funcs {
		if fn.Parent() != nil || !visible(fn) {
			continue
		}
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok {
				continue
			}
			for _, v := range ret.Results {
				if _, isChan := v.Type().Underlying().(*types.Chan); isChan && values.Share(e.ix.Trace(v), roots) {
					return true
				}
			}
		}
	}
	return false
}
