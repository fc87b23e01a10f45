package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A program may have children: one that it waits for, whose end is its own, or
// one after another, each the work of a function that goes on after it.

// killsChild reports whether a signal that asks for the end kills a child whose
// end the package waits for once: not in a loop, which would begin another one.
func (f *frame) killsChild(c *ssa.CallCommon, name string) bool {
	if !requestsEnd(f.ev.signal) {
		return false
	}
	if name == "Signal" {
		if v := f.eval(c.Args[len(c.Args)-1]); v.kind != isSig || v.got || !endsChild(v.signal) {
			return false // handed on, for the child to decide
		}
	}
	return f.ev.e.waitsOnce()
}

func endsChild(signal string) bool { return signal == "SIGKILL" || requestsEnd(signal) }

// waitsOnce reports whether the package waits for children, and nowhere in a loop.
func (e *engine) waitsOnce() bool {
	if e.waitsForChild == nil {
		once, again := false, false
		for _, fn := range e.ix.Funcs {
			for _, b := range fn.Blocks {
				e.work(1)
				if !slices.ContainsFunc(b.Instrs, waitsForChild) {
					continue
				}
				if InLoop(b) || e.repeated(fn) {
					again = true
				}
				once = true
			}
		}
		once = once && !again
		e.waitsForChild = &once
	}
	return *e.waitsForChild
}

func waitsForChild(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	fn := call.Common().StaticCallee()
	if fn == nil || fn.Name() != "Wait" || fn.Signature.Recv() == nil {
		return false
	}
	path := values.PathOf(fn)
	return path == "os/exec" || path == "os"
}

// repeated reports whether a loop calls a function, itself or by others.
func (e *engine) repeated(fn *ssa.Function) bool {
	return e.callsUp(fn, func(call ssa.CallInstruction) bool { return InLoop(call.Block()) })
}

// callsUp reports whether one of the calls that lead to a function is such a one.
func (e *engine) callsUp(fn *ssa.Function, is func(ssa.CallInstruction) bool) bool {
	seen := map[*ssa.Function]bool{fn: true}
	level := []*ssa.Function{fn}
	for range maxUp {
		var next []*ssa.Function
		for _, fn := range level {
			for _, call := range e.callersOf(fn) {
				e.work(1)
				if is(call) {
					return true
				}
				if up := call.Parent(); !seen[up] {
					seen[up] = true
					next = append(next, up)
				}
			}
		}
		level = next
	}
	return false
}

// A unit is a piece of work that a signal ends alone.
type unit int

const (
	noUnit  unit = iota
	oneUnit      // it is not known what follows it
	units        // others follow it
)

// unitOf says whether a context, one of the results of a call, is only for
// commands that the function runs which makes it.
func (e *engine) unitOf(made *ssa.Call) unit {
	fn := made.Parent()
	ctx := resultOf(made, 0)
	if ctx == nil || isEntry(fn) || !e.forCommands(ctx) {
		return noUnit
	}
	switch {
	case InLoop(made.Block()), e.repeated(fn):
		return units
	case e.callsUp(fn, func(call ssa.CallInstruction) bool { return isEntry(call.Parent()) }):
		return noUnit // the program's own work
	}
	return oneUnit
}

// forCommands reports whether a context is used for nothing but to run commands,
// and to ask whether it has ended.
func (e *engine) forCommands(ctx ssa.Value) bool {
	runs := false
	var only func(v ssa.Value) bool
	only = func(v ssa.Value) bool {
		return !slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
				return false
			case *ssa.MakeClosure:
				i := slices.Index(ref.Bindings, v)
				return i < 0 || !only(ref.Fn.(*ssa.Function).FreeVars[i])
			case *ssa.Store:
				return ref.Addr != v && (!isVariable(ref.Addr) || !only(ref.Addr))
			case *ssa.UnOp:
				return !only(ref)
			case *ssa.Call:
				if ref.Call.IsInvoke() {
					return ref.Call.Value != v || ref.Call.Method.Name() != "Done" && ref.Call.Method.Name() != "Err"
				}
				fn := ref.Call.StaticCallee()
				if fn == nil || values.PathOf(fn) != "os/exec" {
					return true
				}
				runs = true
				return false
			}
			return true
		})
	}
	return only(ctx) && runs
}

// isVariable reports whether an address is that of a local variable of a
// context, which its own stores do not give away.
func isVariable(addr ssa.Value) bool {
	a, ok := addr.(*ssa.Alloc)
	return ok && types.IsInterface(a.Type().Underlying().(*types.Pointer).Elem())
}

// cancelled judges the cancel of a context: of one that is only for commands,
// nothing ends but these.
func (ev *evaluator) cancelled(a *Act) {
	for _, r := range a.roots {
		call, ok := r.Value.(*ssa.Call)
		if !ok || r.Kind != values.Result {
			continue
		}
		if u := ev.e.unitOf(call); u != noUnit {
			a.Kind, a.weak = Work, true
			ev.unit = max(ev.unit, u)
		}
	}
}
