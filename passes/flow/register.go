package flow

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// A Registration is one call that registers signals, or a call of a helper
// that does, with the channel and the signals that this one gives.
type Registration struct {
	Func     string         // "Notify", "NotifyContext", "Ignore"; of the call that registers in the end
	Call     *sigcalls.Call // nil if it stands in another package
	Instr    ssa.CallInstruction
	Owner    *ssa.Function // the function whose call installs it
	Set      signals.Set
	Channel  ssa.Value // nil for contexts, Ignore and the like
	Roots    []values.Root
	Branches []Branch // once known

	some   bool                  // only signals that are given, never all because none are
	undone signals.Set           // what the next call to os/signal takes back
	handed []string              // signals that a function of the caller's decides on
	hooked []string              // signals that only functions decide on which a caller may add
	args   []ssa.Value           // that hold signals
	calls  []ssa.CallInstruction // of helpers, on the way to the caller that gives the signals
	fields []string              // that hold the signals of Set that are unknown, if nothing else does
	open   *Open                 // the fact behind it, for a helper of another package
	place  string
}

// register makes the registrations of the package.
func (e *engine) register(calls *sigcalls.Result) {
	for _, c := range calls.Calls {
		args := c.Instr.Common().Args
		r := &Registration{Func: c.Func, Call: c, Instr: c.Instr, Owner: c.Fn, Set: c.Set, place: e.place(c.Expr.Pos())}
		switch c.Func {
		case "Notify":
			r.Channel = args[0]
			r.Roots = e.ix.Trace(args[0])
		case "NotifyContext", "Ignore":
		default:
			continue
		}
		r.undone, r.some = e.undone(c), e.asksForSome(c)
		r.args = args[len(args)-1:]
		if len(c.Params) == 0 {
			r.fields = fieldKeys(c.Fields)
		}
		e.expand(r, c.Params, 0)
	}
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					e.registerOpen(fn, call)
				}
			}
		}
	}
	e.byRoots = newGroup[*Registration](e.names)
	e.byInstr = make(map[ssa.CallInstruction]signals.Set)
	for _, r := range e.regs {
		e.byRoots.add(e.names.set(r.Roots), r)
		e.byInstr[r.Instr] = e.byInstr[r.Instr].Union(r.Set)
	}
}

// An expandKey is all that expanding a registration depends on.
type expandKey struct {
	call               *sigcalls.Call
	open               *Open
	instr              ssa.CallInstruction
	roots, params, set string
	depth              int
}

// expand follows the channel and the signals of a registration that are
// parameters to the callers, each with its own, and keeps what is closed.
func (e *engine) expand(r *Registration, params []values.Root, depth int) {
	e.work(1 + len(r.Roots))
	key := expandKey{r.Call, r.open, r.Instr, e.names.spell(r.Roots), e.names.spell(params), setKey(r.Set), depth}
	if e.expanded[key] {
		return // another way to the same call
	}
	e.expanded[key] = true
	p, ok := firstParam(r.Roots, params)
	switch {
	case ok:
	case r.some && r.Set.Empty():
		return
	default:
		e.regs = append(e.regs, r)
		return
	}
	callers := e.callersOf(p.Fn)
	if e.shown(p.Fn) || len(callers) == 0 {
		e.openRegistration(r, p.Fn, params)
	}
	if rest := others(params, p.Fn); len(callers) == 0 && len(rest) > 0 {
		e.expand(r, rest, depth) // others add signals, too
	}
	if depth >= maxUp {
		s := *r
		s.Set.Unknown = true // what the callers give is not looked into
		e.regs = append(e.regs, &s)
		return
	}
	for _, call := range callers {
		args := e.arguments(p.Fn, call.Common())
		s := *r
		s.Instr, s.Owner, s.Roots = call, call.Parent(), nil
		s.calls = append(slices.Clip(r.calls), call)
		for _, root := range r.Roots {
			if root.Kind == values.Param && root.Fn == p.Fn {
				if root.Index < len(args) {
					s.Roots = append(s.Roots, e.ix.Trace(args[root.Index])...)
					s.Channel = args[root.Index]
				}
				continue
			}
			s.Roots = append(s.Roots, root)
		}
		rest := e.bindSignals(&s, p.Fn, args, params)
		e.expand(&s, rest, depth+1)
	}
}

// bindSignals adds what a caller gives for the parameters that hold signals,
// and returns those that are still open.
func (e *engine) bindSignals(r *Registration, fn *ssa.Function, args []ssa.Value, params []values.Root) []values.Root {
	var rest []values.Root
	for _, p := range params {
		if p.Fn != fn || p.Index >= len(args) {
			rest = append(rest, p)
			continue
		}
		set := e.signals(args[p.Index])
		if set.Empty() && len(set.Params) == 0 && len(params) == 1 && r.Set.Empty() {
			set.Set = r.none(args[p.Index])
		}
		r.Set = r.Set.Union(set.Set)
		r.args = append(slices.Clip(r.args), args[p.Index])
		rest = append(rest, set.Params...)
	}
	return rest
}

// others returns the parameters of other functions.
func others(params []values.Root, fn *ssa.Function) []values.Root {
	return slices.DeleteFunc(slices.Clone(params), func(p values.Root) bool { return p.Fn == fn })
}

func firstParam(lists ...[]values.Root) (values.Root, bool) {
	for _, roots := range lists {
		for _, r := range roots {
			if r.Kind == values.Param {
				return r, true
			}
		}
	}
	return values.Root{}, false
}

// openRegistration leaves a registration to the callers in other packages, or
// keeps it as it is where there can be none.
func (e *engine) openRegistration(r *Registration, fn *ssa.Function, params []values.Root) {
	o := Open{Kind: OpenNotify, Index: -1, From: -1, Signals: r.Set, Undone: r.undone, Others: r.some, Place: r.place, Fields: r.fields}
	for _, root := range r.Roots {
		if root.Kind == values.Param && root.Fn == fn {
			o.Index = root.Index
		}
	}
	for _, p := range params {
		if p.Fn == fn {
			o.From = p.Index
		}
	}
	if r.Func == "Ignore" || r.Func == Given {
		o.Func = r.Func
	}
	if len(others(params, fn)) > 0 {
		o.Signals.Unknown = true // what is given to other functions is not told here
	}
	if e.shown(fn) && r.Func == "Notify" && o.Index >= 0 {
		e.opens[fn] = append(e.opens[fn], o)
		return
	}
	if e.shown(fn) && r.Func == "Notify" && len(e.receives(r)) == 0 {
		if i := e.resultWith(fn, r.Roots); i >= 0 {
			o.Kind, o.Index = OpenResult, i
			e.opens[fn] = append(e.opens[fn], o)
			return
		}
	}
	s := *r
	if len(params) > 0 && !e.shown(fn) {
		s.Set.Unknown = true
	} else if len(params) > 0 {
		e.openSet(s, o, fn)
		if fn == topOf(r.Owner) {
			return
		}
		if s.Set.Empty() { // fn adds to what is registered elsewhere
			s.Set.Unknown, s.fields = true, []string{addsKey(fn)}
		}
	}
	e.regs = append(e.regs, &s)
}

// topOf returns the declared function that a literal stands in.
func topOf(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// registerOpen makes the registrations that a call of another package's
// helper amounts to.
func (e *engine) registerOpen(fn *ssa.Function, call ssa.CallInstruction) {
	args := call.Common().Args
	for _, o := range e.opensAt(call) {
		if o.Kind == OpenReceive || o.Kind == OpenHandle {
			continue
		}
		if o.Adds != "" {
			e.adding = append(e.adding, addition{call, o.Adds})
		}
		r := &Registration{Func: cmp.Or(o.Func, "Notify"), Instr: call, Owner: fn, Set: o.Signals, some: o.Others, undone: o.Undone, open: &o, place: o.Place, fields: o.Fields}
		var params []values.Root
		if o.From >= 0 && o.From < len(args) {
			set := e.signals(args[o.From])
			r.args = args[o.From : o.From+1]
			r.Set = r.Set.Union(set.Set)
			params = set.Params
			if o.Func == Given { // it may be for those that are known, and that is all
				r.Set.All, r.Set.Unknown = false, false
			} else if r.Set.Empty() && len(params) == 0 {
				r.Set = r.none(args[o.From])
				if r.Set.Empty() {
					continue
				}
			}
		}
		switch {
		case o.Kind == OpenNotify && o.Index >= 0 && o.Index < len(args):
			r.Channel = args[o.Index]
			r.Roots = e.ix.Trace(r.Channel)
		case o.Kind == OpenResult:
			v, isValue := call.(ssa.Value)
			if !isValue {
				continue
			}
			r.Roots = []values.Root{{Kind: values.Result, Value: v, Index: o.Index}}
			r.Channel = resultOf(v, o.Index)
		}
		e.expand(r, params, 0)
	}
}

// resultOf returns the value that holds result i of a call, or nil.
func resultOf(call ssa.Value, i int) ssa.Value {
	if _, isTuple := call.Type().(*types.Tuple); !isTuple {
		return call
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == i {
			return x
		}
	}
	return nil
}

// receives returns the receives of a registered channel.
func (e *engine) receives(r *Registration) []*use {
	if r.Channel == nil {
		return nil
	}
	return e.usesOf(useReceive, r.Channel.Type(), r.Roots)
}

// place spells a position so that it means the same in every package.
func (e *engine) place(pos token.Pos) string {
	if !pos.IsValid() {
		return ""
	}
	return Place(e.pass.Fset, e.pass.Pkg.Path(), pos)
}

// sortedSignals lists the signals of a set to follow one by one.
func (e *engine) sortedSignals(set signals.Set) []string {
	names := slices.Clone(set.Names)
	if set.All || set.Unknown {
		names = append(names, signals.Catchable(e.goos)...)
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), signals.Uncatchable)
}
