package consumers

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// errorOf says what becomes of the error that a call returns.
func (b *builder) errorOf(call ssa.CallInstruction) ErrorUse {
	results := call.Common().Signature().Results()
	n := results.Len()
	if n == 0 || !isError(results.At(n-1).Type()) {
		return NoError
	}
	if prints(call) {
		return NoError // as little as the log's own
	}
	v, ok := call.(*ssa.Call)
	if !ok {
		return ErrorDropped // go and defer drop results
	}
	err := ssa.Value(v)
	if n > 1 {
		err = nil
		for _, ref := range *v.Referrers() {
			if x, ok := ref.(*ssa.Extract); ok && x.Index == n-1 {
				err = x
			}
		}
	}
	if err == nil || len(*err.Referrers()) == 0 {
		return ErrorDropped
	}
	f := fate{builder: b, seen: make(map[ssa.Value]bool)}
	switch {
	case !f.onlyLogged(err, 0):
		return ErrorHandled
	case f.logged:
		return ErrorLogged
	}
	return ErrorDropped // tested, and no more
}

// prints reports whether a call writes to the standard streams, or a profile
// for people to read, and not to a file that was opened for it.
func prints(call ssa.CallInstruction) bool {
	fn, args := call.Common().StaticCallee(), call.Common().Args
	if fn == nil || fn.Signature.Recv() == nil {
		return false
	}
	switch path := values.PathOf(fn); {
	case path == "os":
		return strings.HasPrefix(fn.Name(), "Write") && standard(args[0])
	case path == "runtime/pprof" && fn.Name() == "WriteTo":
		w, ok := args[1].(*ssa.MakeInterface)
		return !ok || w.X.Type().String() != "*os.File" || standard(w.X) // a writer that is given, or a buffer
	}
	return false
}

// standard reports whether a value is read from a package variable, as
// os.Stdout and os.Stderr are.
func standard(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	_, global := load.X.(*ssa.Global)
	return global
}

// A fate is what is found of one error on the way through its uses.
type fate struct {
	*builder
	logged bool
	seen   map[ssa.Value]bool // an error may be wrapped in itself
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// maxUses bounds how far an error is followed from value to value.
const maxUses = 6

// onlyLogged reports whether all uses of an error test it against nil, and do
// nothing about it then but to log, or log it.
func (f *fate) onlyLogged(err ssa.Value, depth int) bool {
	switch {
	case depth > maxUses:
		return false
	case f.seen[err]:
		return true // as far as its other uses go
	}
	f.seen[err] = true
	for _, ref := range *err.Referrers() {
		only := false
		switch ref := ref.(type) {
		case *ssa.BinOp:
			only = f.onlyTold(ref)
		case *ssa.DebugRef:
			only = true
		case *ssa.Store:
			only = f.storedForLog(ref, depth)
		case *ssa.Call:
			only = f.logsOrSpells(ref, err, depth)
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi:
			only = f.onlyLogged(ref.(ssa.Value), depth+1)
		}
		if !only {
			return false
		}
	}
	return true
}

// onlyTold reports whether a comparison is with nil, and the code that it
// guards does nothing about the error but tell of it: a count kept of failures
// is something that can be asked for.
func (f *fate) onlyTold(cmp *ssa.BinOp) bool {
	if cmp.Op != token.EQL && cmp.Op != token.NEQ {
		return false
	}
	for _, ref := range *cmp.Referrers() {
		branch, ok := ref.(*ssa.If)
		if !ok {
			continue
		}
		failed := branch.Block().Succs[0]
		if cmp.Op == token.EQL {
			failed = branch.Block().Succs[1]
		}
		if len(failed.Preds) > 1 {
			continue // where both ways meet again
		}
		for _, block := range branch.Parent().Blocks {
			if failed.Dominates(block) && f.acts(block) {
				return false
			}
		}
	}
	return true
}

// acts reports whether a block does something that others may notice, other
// than to log.
func (f *fate) acts(block *ssa.BasicBlock) bool {
	for _, instr := range block.Instrs {
		switch instr := instr.(type) {
		case *ssa.Send, *ssa.Select, *ssa.MapUpdate, *ssa.Panic, *ssa.Go:
			return true
		case *ssa.Store:
			switch instr.Addr.(type) {
			case *ssa.FieldAddr, *ssa.Global:
				return true
			}
		case ssa.CallInstruction:
			if takesError(instr) && f.flow.Index.Local(f.flow.Index.Static(instr.Common())) {
				continue // what it does with the error is looked at
			}
			switch {
			case onlyShown(instr):
			case f.flow.IsLog(instr):
				f.logged = true
			case !f.flow.IsIdle(instr):
				return true
			}
		}
	}
	return false
}

// onlyShown reports whether a call asks something for a list of arguments, as
// those of a log, and nothing else.
func onlyShown(call ssa.CallInstruction) bool {
	v := call.Value()
	args := call.Common().Args
	if call.Common().Signature().Recv() != nil && !call.Common().IsInvoke() {
		args = args[1:]
	}
	if v == nil || len(args) > 0 || call.Common().Signature().Results().Len() != 1 || isError(v.Type()) {
		return false
	}
	shown := false
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.MakeInterface:
			for _, use := range *ref.Referrers() {
				s, ok := use.(*ssa.Store)
				if !ok {
					return false
				}
				if _, listed := s.Addr.(*ssa.IndexAddr); !listed {
					return false
				}
			}
			shown = true
		default:
			return false
		}
	}
	return shown
}

// takesError reports whether an error is among the arguments of a call.
func takesError(call ssa.CallInstruction) bool {
	for _, arg := range call.Common().Args {
		if isError(arg.Type()) {
			return true
		}
	}
	return false
}

// storedForLog reports whether a store puts the error among the arguments of
// a logging call, or in a variable that is only logged.
func (f *fate) storedForLog(s *ssa.Store, depth int) bool {
	switch addr := s.Addr.(type) {
	case *ssa.IndexAddr:
		return addr.X.Referrers() != nil && f.listLogged(addr.X, depth)
	case *ssa.Alloc:
		for _, ref := range *addr.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store, *ssa.DebugRef:
			case *ssa.UnOp:
				if !f.onlyLogged(ref, depth+1) {
					return false
				}
			default:
				return false // shared with a closure, or its address is taken
			}
		}
		return true
	}
	return false
}

// listLogged reports whether the list of arguments in an array is for a call
// that logs, or makes text of them for one that does.
func (f *fate) listLogged(array ssa.Value, depth int) bool {
	for _, ref := range *array.Referrers() {
		slice, ok := ref.(*ssa.Slice)
		if !ok {
			continue
		}
		for _, use := range *slice.Referrers() {
			if call, ok := use.(*ssa.Call); ok {
				return f.logsOrSpells(call, slice, depth+1)
			}
		}
	}
	return false
}

// logsOrSpells reports whether a call only logs what it is given, makes text
// of it for a call that does, or is of a function of the package that does.
func (f *fate) logsOrSpells(call *ssa.Call, given ssa.Value, depth int) bool {
	if f.flow.IsLog(call) {
		f.logged = true
		return true
	}
	if fn := f.flow.Index.Static(&call.Call); f.flow.Index.Local(fn) {
		return f.paramLogged(fn, call, given, depth)
	}
	name := ""
	if call.Call.IsInvoke() {
		name = call.Call.Method.Name()
	} else if fn := call.Call.StaticCallee(); fn != nil {
		name = fn.Name()
	}
	if name == "Error" || name == "Errorf" || strings.HasPrefix(name, "Sprint") {
		return f.onlyLogged(call, depth+1)
	}
	return false
}

// paramLogged reports whether a function of the package only logs the
// arguments that are the error.
func (f *fate) paramLogged(fn *ssa.Function, call *ssa.Call, given ssa.Value, depth int) bool {
	args := call.Call.Args
	if len(args) != len(fn.Params) {
		return false
	}
	for i, arg := range args {
		if arg == given && !f.onlyLogged(fn.Params[i], depth+1) {
			return false
		}
	}
	return true
}
