package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A use is one thing that the package does with a channel.
type use struct {
	kind  useKind
	fn    *ssa.Function
	instr ssa.Instruction
	state int // of the select, for receives and sends there; else -1
	ch    ssa.Value
	sent  ssa.Value // for sends
	roots []values.Root
	index int // among all
}

type useKind int

const (
	useReceive useKind = iota
	useSend
	useClose
	useEscape
)

// collect finds all uses of channels in the package. Roots are traced when
// they are asked for, since most channels carry no signals.
func (e *engine) collect() {
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				e.collectInstr(fn, instr)
			}
		}
	}
}

func (e *engine) collectInstr(fn *ssa.Function, instr ssa.Instruction) {
	add := func(kind useKind, ch ssa.Value, state int, sent ssa.Value) {
		e.addUse(&use{kind: kind, fn: fn, instr: instr, state: state, ch: ch, sent: sent})
	}
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			add(useReceive, instr.X, -1, nil)
		}
	case *ssa.Select:
		for i, s := range instr.States {
			if s.Dir == types.RecvOnly {
				add(useReceive, s.Chan, i, nil)
			} else {
				add(useSend, s.Chan, i, s.Send)
				e.escapeIf(fn, instr, s.Send)
			}
		}
	case *ssa.Send:
		add(useSend, instr.Chan, -1, instr.X)
		e.escapeIf(fn, instr, instr.X)
	case ssa.CallInstruction:
		e.collectCall(fn, instr)
	case *ssa.Return:
		if fn.Parent() != nil || visible(fn) || len(e.ix.Callers(fn)) == 0 {
			for _, r := range instr.Results {
				e.escapeIf(fn, instr, r)
			}
		}
	case *ssa.MakeInterface:
		e.escapeIf(fn, instr, instr.X)
	case *ssa.MapUpdate:
		e.escapeIf(fn, instr, instr.Value)
	case *ssa.Store:
		switch addr := instr.Addr.(type) {
		case *ssa.FieldAddr:
			if f := values.FieldOf(addr.X.Type(), addr.Field); f == nil || f.Exported() || f.Pkg() != fn.Pkg.Pkg {
				e.escapeIf(fn, instr, instr.Val)
			}
		case *ssa.Global:
			if addr.Pkg != fn.Pkg || addr.Object() != nil && addr.Object().Exported() {
				e.escapeIf(fn, instr, instr.Val)
			}
		}
	}
}

// visible reports whether fn can be called from outside the package.
func visible(fn *ssa.Function) bool {
	obj := fn.Object()
	return obj != nil && obj.Exported() && fn.Pkg.Pkg.Name() != "main"
}

// collectCall notes closes, and channels that are given away.
func (e *engine) collectCall(fn *ssa.Function, call ssa.CallInstruction) {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		if b.Name() == "close" {
			e.addUse(&use{kind: useClose, fn: fn, instr: call, state: -1, ch: common.Args[0]})
		}
		return
	}
	callee := e.ix.Static(common)
	if e.ix.Local(callee) || e.osSignal(call) != nil {
		return
	}
	for _, arg := range common.Args {
		e.escapeIf(fn, call, arg)
	}
}

// escapeIf notes that a channel of signals leaves what can be followed.
func (e *engine) escapeIf(fn *ssa.Function, instr ssa.Instruction, v ssa.Value) {
	if signalChan(v.Type()) {
		e.addUse(&use{kind: useEscape, fn: fn, instr: instr, state: -1, ch: v})
	}
}

// signalChan reports whether t is a channel of os.Signal or syscall.Signal.
func signalChan(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	return ok && isSignal(ch.Elem())
}

func isSignal(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Name() != "Signal" {
		return false
	}
	path := named.Obj().Pkg().Path()
	return path == "os" || path == "syscall"
}

// rootsOf traces the channel of a use, parameters followed to the callers in
// the package.
func (e *engine) rootsOf(u *use) []values.Root {
	if u.roots == nil {
		u.roots = e.traceUp(u.ch)
	}
	return u.roots
}

// maxUp bounds how many levels of callers a parameter is followed through.
const maxUp = 6

// traceUp traces a value, and the arguments that callers in the package give
// for the parameters it comes from.
func (e *engine) traceUp(v ssa.Value) []values.Root {
	if roots, ok := e.up[v]; ok {
		return roots
	}
	roots := e.traced(v, e.ix.Trace, e.callersOf)
	e.up[v] = roots
	return roots
}

// traced traces a value, and what the callers give for its parameters.
func (e *engine) traced(v ssa.Value, trace func(ssa.Value) []values.Root, callers func(*ssa.Function) []ssa.CallInstruction) []values.Root {
	var roots []values.Root
	has := make(map[values.Root]bool)
	var follow func(v ssa.Value, depth int)
	follow = func(v ssa.Value, depth int) {
		for _, r := range trace(v) {
			if has[r] {
				continue
			}
			has[r] = true
			e.work(1)
			roots = append(roots, r)
			if r.Kind != values.Param || depth >= maxUp {
				continue
			}
			for _, call := range callers(r.Fn) {
				if args := e.arguments(r.Fn, call.Common()); r.Index < len(args) {
					follow(args[r.Index], depth+1)
				}
			}
		}
	}
	follow(v, 0)
	return roots
}
