package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// awaited reports whether the package waits for a WaitGroup: who is done with
// it because of a signal lets that go on.
func (e *engine) awaited(group ssa.Value) bool {
	if e.waits == nil {
		e.waits = []any{}
		for _, fn := range e.ix.Funcs {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					call, ok := instr.(*ssa.Call)
					if !ok {
						continue
					}
					callee := call.Call.StaticCallee()
					if callee != nil && callee.Name() == "Wait" && values.PathOf(callee) == "sync" {
						e.waits = append(e.waits, e.groups(call.Call.Args[0])...)
					}
				}
			}
		}
	}
	return slices.ContainsFunc(e.groups(group), func(g any) bool { return slices.Contains(e.waits, g) })
}

// groups returns what tells the variables apart that a pointer may be to.
func (e *engine) groups(v ssa.Value) []any {
	if f, ok := v.(*ssa.FieldAddr); ok {
		return []any{values.FieldOf(f.X.Type(), f.Field)}
	}
	out := []any{}
	for _, r := range e.traceUp(v) {
		switch {
		case r.Obj != nil:
			out = append(out, r.Obj)
		case r.Kind == values.Made:
			if f, ok := r.Value.(*ssa.FieldAddr); ok {
				out = append(out, values.FieldOf(f.X.Type(), f.Field))
			} else {
				out = append(out, r.Value)
			}
		}
	}
	return out
}
