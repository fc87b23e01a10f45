package interrupts

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A watch tells, along a path, when the descriptor of a call has become another:
// the next of several (a range, an accept), or one made anew (a dup, an open).
// To come back to the call with the next descriptor is not to retry it.
type watch struct {
	items  map[ssa.Instruction]bool
	makes  map[ssa.Instruction]bool
	stores map[cell]bool      // cells and fields it is read from
	owners map[ssa.Value]bool // what these fields belong to
	waits  bool               // for whatever comes, so that what is received before does not matter
}

// watchOf returns the watch for a descriptor; nil if there is none to watch.
func watchOf(fd ssa.Value) *watch {
	if fd == nil {
		return nil
	}
	w := &watch{
		items:  make(map[ssa.Instruction]bool),
		makes:  make(map[ssa.Instruction]bool),
		stores: make(map[cell]bool),
		owners: make(map[ssa.Value]bool),
	}
	w.trace(fd, make(map[ssa.Value]bool))
	return w
}

func (w *watch) trace(v ssa.Value, seen map[ssa.Value]bool) {
	if v == nil || seen[v] {
		return
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Convert:
		w.trace(v.X, seen)
	case *ssa.ChangeType:
		w.trace(v.X, seen)
	case *ssa.MakeInterface:
		w.trace(v.X, seen)
	case *ssa.TypeAssert:
		w.trace(v.X, seen)
	case *ssa.Extract:
		w.trace(v.Tuple, seen)
	case *ssa.Field:
		w.trace(v.X, seen)
	case *ssa.Phi:
		for _, e := range v.Edges {
			w.trace(e, seen)
		}
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			w.items[v] = true
		} else {
			w.load(v.X, seen)
		}
	case *ssa.FieldAddr, *ssa.IndexAddr:
		w.load(v, seen)
	case *ssa.Next, *ssa.Select, *ssa.Lookup, *ssa.Index:
		w.items[v.(ssa.Instruction)] = true
	case *ssa.Call:
		w.call(v, seen)
	case *ssa.Alloc:
		w.makes[v] = true // what it belongs to
	}
}

// load traces the variable at addr.
func (w *watch) load(addr ssa.Value, seen map[ssa.Value]bool) {
	if addr == nil {
		return
	}
	w.stores[addrKey(addr)] = true
	switch a := addr.(type) {
	case *ssa.FieldAddr:
		w.owners[a.X] = true
		w.trace(a.X, seen)
	case *ssa.IndexAddr:
		w.index(a.Index)
		w.trace(a.X, seen)
	case *ssa.Alloc:
		for _, v := range storesTo(a) {
			w.trace(v, seen)
		}
	}
}

// index marks what moves an index on.
func (w *watch) index(v ssa.Value) {
	switch v := v.(type) {
	case *ssa.BinOp:
		w.items[v] = true
	case *ssa.Phi:
		for _, e := range v.Edges {
			if b, ok := e.(*ssa.BinOp); ok {
				w.items[b] = true
			}
		}
	}
}

// call traces a call: a getter gives the same descriptor each time.
func (w *watch) call(c *ssa.Call, seen map[ssa.Value]bool) {
	name := calleeName(&c.Call)
	lower := strings.ToLower(name)
	switch {
	case strings.Contains(lower, "accept") || strings.Contains(lower, "next"):
		w.items[c] = true
	case c.Call.IsInvoke() && len(c.Call.Args) == 0 && !makes(lower):
		w.trace(c.Call.Value, seen)
	case !c.Call.IsInvoke() && c.Call.Signature().Recv() != nil && len(c.Call.Args) == 1 && !makes(lower):
		w.trace(c.Call.Args[0], seen)
	default:
		w.makes[c] = true
	}
}

// makes reports whether a method of that name gives a new descriptor.
func makes(lower string) bool {
	return strings.Contains(lower, "dup") || strings.Contains(lower, "open") || strings.Contains(lower, "new")
}

// step notes what instr does to the descriptor.
func (w *watch) step(instr ssa.Instruction, st *state) {
	if w == nil {
		return
	}
	switch {
	case w.items[instr]:
		st.item = true
	case w.makes[instr]:
		st.fresh = true
	case nextElement(instr), !w.waits && nextValue(instr):
		st.item = true
	}
	switch instr := instr.(type) {
	case *ssa.Store:
		if w.stores[addrKey(instr.Addr)] {
			st.fresh = true
		}
	case *ssa.Call:
		for _, arg := range instr.Call.Args {
			if given, ok := arg.(*ssa.MakeInterface); ok {
				arg = given.X
			}
			if w.owners[arg] {
				st.fresh = true // it may replace the field
			}
		}
	}
}

func calleeName(call *ssa.CallCommon) string {
	if call.IsInvoke() {
		return call.Method.Name()
	}
	if fn := call.StaticCallee(); fn != nil {
		return fn.Name()
	}
	return ""
}

// nextElement reports whether instr takes the next element of a range.
func nextElement(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Next:
		return true
	case *ssa.BinOp:
		phi, ok := instr.X.(*ssa.Phi)
		return ok && phi.Comment == "rangeindex"
	}
	return false
}

// nextValue reports whether instr takes a value from a channel that is more
// than a signal: the next piece of work.
func nextValue(instr ssa.Instruction) bool {
	recv, ok := instr.(*ssa.UnOp)
	if !ok || recv.Op != token.ARROW || len(*recv.Referrers()) == 0 {
		return false
	}
	ch, ok := recv.X.Type().Underlying().(*types.Chan)
	return ok && !signalOnly(ch.Elem())
}

// signalOnly reports whether values of type t say no more than that they came.
func signalOnly(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return u.NumFields() == 0 || t.String() == "time.Time"
	case *types.Basic:
		return u.Kind() == types.Bool
	case *types.Interface:
		return true // an os.Signal, perhaps
	}
	return false
}
