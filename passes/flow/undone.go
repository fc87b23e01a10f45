package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
)

// undone returns the signals of a registration that calls to os/signal right
// behind it take back: the last word in a line holds. What happens in between,
// and what other code does later, is not told by a line.
func (e *engine) undone(c *sigcalls.Call) signals.Set {
	var set signals.Set
	instrs := after(c.Instr)
	for _, instr := range instrs.b.Instrs[instrs.from:] {
		switch instr := instr.(type) {
		case *ssa.Call:
			next := e.osSignal(instr)
			if next == nil {
				return set
			}
			if takesBack(c.Func, next.Func) {
				set = set.Union(next.Set)
				set.All = set.All || len(next.Signals) == 0
			}
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				return set
			}
		case *ssa.Go, *ssa.Defer, *ssa.Send, *ssa.Select:
			return set
		}
	}
	return set
}

// takesBack reports whether one function of os/signal undoes another for the
// same signal. What one channel gets, another may get too.
func takesBack(first, next string) bool {
	switch next {
	case "Reset":
		return true
	case "Ignore":
		return first != "Ignore"
	case "Notify", "NotifyContext":
		return first == "Ignore"
	}
	return false
}

// undoes reports whether a signal of the registration was taken back.
func (r *Registration) undoes(signal string) bool {
	return r.undone.All || slices.Contains(r.undone.Names, signal)
}
