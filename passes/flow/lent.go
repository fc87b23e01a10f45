package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// lentToChild reports whether what a call opens is only put into an exec.Cmd,
// as the child's output, or handed back by the function that does.
func lentToChild(instr ssa.CallInstruction) bool {
	call, ok := instr.(*ssa.Call)
	if !ok {
		return false
	}
	lent := false
	for _, ref := range *call.Referrers() {
		if file, ok := ref.(*ssa.Extract); ok && file.Index == 0 {
			for _, use := range *file.Referrers() {
				switch use := use.(type) {
				case *ssa.MakeInterface:
					if !intoCommand(use) {
						return false
					}
					lent = true
				case *ssa.Return, *ssa.DebugRef, *ssa.Phi, *ssa.Defer:
				case *ssa.Call:
					if fn := use.Call.StaticCallee(); fn == nil || fn.Name() != "Close" {
						return false
					}
				default:
					return false
				}
			}
		}
	}
	return lent
}

// intoCommand reports whether a value is only stored in fields of an exec.Cmd.
func intoCommand(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		s, ok := ref.(*ssa.Store)
		if !ok {
			return false
		}
		field, ok := s.Addr.(*ssa.FieldAddr)
		if !ok {
			return false
		}
		named, ok := types.Unalias(field.X.Type().Underlying().(*types.Pointer).Elem()).(*types.Named)
		if !ok || named.Obj().Name() != "Cmd" || named.Obj().Pkg().Path() != "os/exec" {
			return false
		}
	}
	return true
}
