package flow

import (
	"go/ast"
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
			if takesBack(c.Func, next.Func) && e.certain(next, c) {
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

// certain reports whether a call is for all signals that it may be for: each is
// a constant, or they are in the same list as those of an earlier call.
func (e *engine) certain(c, earlier *sigcalls.Call) bool {
	info := e.pass.TypesInfo
	if c.Expr.Ellipsis.IsValid() {
		list, ok := c.Signals[0].(*ast.Ident)
		first, same := earlier.Signals[len(earlier.Signals)-1].(*ast.Ident)
		return ok && same && info.Uses[list] == info.Uses[first]
	}
	return !slices.ContainsFunc(c.Signals, func(x ast.Expr) bool {
		if info.Types[x].Value != nil {
			return false
		}
		sel, ok := ast.Unparen(x).(*ast.SelectorExpr)
		if !ok {
			return true
		}
		obj := info.Uses[sel.Sel]
		_, known := signals.Object(obj)
		return !known
	})
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
