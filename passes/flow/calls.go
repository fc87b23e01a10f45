package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// common follows a call, however it is made.
func (f *frame) common(instr ssa.CallInstruction, c *ssa.CallCommon) ([]step, []val) {
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return f.builtin(instr, b, c), nil
	}
	if c.IsInvoke() {
		return f.invoke(instr, c)
	}
	if fn := f.ev.e.ix.Static(c); fn != nil {
		if f.ev.e.ix.Local(fn) {
			return f.local(instr, []*ssa.Function{fn}, c)
		}
		return f.external(instr, fn, c)
	}
	return f.dynamic(instr, c)
}

// builtin knows close; the other builtins do nothing that matters.
func (f *frame) builtin(instr ssa.CallInstruction, b *ssa.Builtin, c *ssa.CallCommon) []step {
	if b.Name() != "close" || signalChan(c.Args[0].Type()) {
		return nil
	}
	a := f.ev.act(instr, f.ev.e.text(instr, "close"), Ends, f)
	a.roots = f.ev.e.traceUp(c.Args[0])
	if f.fresh(a.roots) {
		a.Kind = pure
		return nil // it tells of what began since
	}
	a.noun = f.ev.e.argText(instr, 0)
	f.closed(a, c.Args[0].Type())
	return []step{{act: a}}
}

// dynamic follows a call of a function value.
func (f *frame) dynamic(instr ssa.CallInstruction, c *ssa.CallCommon) ([]step, []val) {
	ev := f.ev
	if v := f.eval(c.Value); v.kind == isFn {
		if fn := functionOf(v.fn); fn != nil {
			if fn = ev.e.ix.Declared(fn); ev.e.ix.Local(fn) {
				return f.local(instr, []*ssa.Function{fn}, c)
			}
			return f.external(instr, fn, c)
		}
	} else if v.kind == isNil {
		return nil, nil // a nil handler is guarded against, or panics
	}
	roots := ev.e.traceUp(c.Value)
	if cancels(c.Value.Type(), roots, ev.e.ix) {
		a := ev.act(instr, ev.e.text(instr, "cancel"), Ends, f)
		a.roots = roots
		if f.begun(roots) {
			a.Kind = pure
			return nil, nil // it ends what began since
		}
		a.noun = ev.e.contextName(roots)
		a.cancel = true
		a.inner = madeInLoop(roots)
		ev.cancelled(a)
		return []step{{act: a}}, nil
	}
	var fns []*ssa.Function
	open := false
	for _, r := range roots {
		fn := functionOf(r.Value)
		switch {
		case r.Kind == values.Made && fn != nil && ev.e.test(fn) && !ev.e.test(instr.Parent()):
			open = true // the program gives others than its tests do
		case r.Kind == values.Made && fn != nil && ev.e.ix.Local(ev.e.ix.Declared(fn)):
			fns = append(fns, ev.e.ix.Declared(fn))
		case r.Kind == values.Made && fn == nil && isConstant(r.Value):
		case r.Kind == values.Field && !r.Obj.Exported(), r.Kind == values.Global && r.Obj != nil && !r.Obj.Exported():
		case r.Kind == values.Param && len(ev.e.callersOf(r.Fn)) > 0:
		default:
			open = true
		}
	}
	if len(fns) > 0 && len(fns) <= 6 {
		steps, rets := f.local(instr, fns, c)
		if !open {
			return steps, rets
		}
	}
	switch kind := f.kept(c); {
	case kind == Logs, printer(c.Signature()):
		return []step{{act: ev.act(instr, ev.e.text(instr, "func"), Logs, f)}}, nil
	case kind == pure:
		return nil, nil
	}
	a := ev.act(instr, ev.e.text(instr, "func"), Work, f)
	a.Kind, a.idle = Work, false // also where one of the functions that are known does nothing
	a.weak = true
	ev.given = ev.given || f.passesSignal(c)
	for _, r := range roots {
		if r.Kind == values.Param {
			a.param = &r
		}
	}
	if ends(a.last()) || ev.ends != nil && a.param != nil && *a.param == *ev.ends {
		a.Kind = Ends
	}
	return []step{{act: a}}, nil
}

// kept judges a call of a function that another package keeps in a variable,
// as log.G may be one.
func (f *frame) kept(c *ssa.CallCommon) Kind {
	load, ok := c.Value.(*ssa.UnOp)
	if !ok {
		return Work
	}
	g, ok := load.X.(*ssa.Global)
	if !ok || g.Pkg == f.ev.e.ix.Pkg {
		return Work
	}
	return f.classify(c, g.Pkg.Pkg.Path(), g.Name(), false)
}

// madeInLoop reports whether a context is made again by every turn of a loop,
// so that to cancel it ends one turn and need not end the program.
func madeInLoop(roots []values.Root) bool {
	found := false
	for _, r := range roots {
		if call, ok := r.Value.(*ssa.Call); ok && r.Kind == values.Result && r.Index == 1 {
			if !InLoop(call.Block()) {
				return false
			}
			found = true
		}
	}
	return found
}

// functionOf returns the function that a value is, or is a closure of.
func functionOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeClosure:
		return v.Fn.(*ssa.Function)
	}
	return nil
}

// local follows a call into functions of the package.
func (f *frame) local(instr ssa.CallInstruction, fns []*ssa.Function, c *ssa.CallCommon) ([]step, []val) {
	ev := f.ev
	if len(fns) == 1 && logWrapper(fns[0]) {
		return []step{{act: ev.act(instr, ev.e.text(instr, fns[0].Name()), Logs, f)}}, nil
	}
	if f.up == nil {
		ev.under = instr
		defer func() { ev.under = nil }()
	}
	var all exitSet
	var rets []val
	for i, fn := range fns {
		xs, rs := f.enter(fn, c)
		for _, x := range xs {
			all.add(x)
		}
		if i == 0 {
			rets = rs
			continue
		}
		for j := range rets {
			if j >= len(rs) || !ev.same(rets[j], rs[j]) {
				rets[j] = val{}
			}
		}
	}
	s := step{calls: true, exits: all}
	if len(fns) == 1 {
		name := fns[0].Name()
		busy := false
		for _, x := range all {
			busy = busy || x.acted || x.ended || x.weak
		}
		text := ev.e.text(instr, name)
		if fns[0].Parent() != nil && !hasVerb(text) {
			text = literalName(fns[0], text)
		}
		v, _ := verbOf(text)
		switch {
		case fns[0].Parent() == nil && (busy || starts(name) || ev.e.tellsToEnd(instr)):
			s.act = ev.act(instr, text, Local, f)
			s.act.idle = !busy && starts(name)
			if ends(name) && !looksLikeFile(c) || ev.e.tellsToEnd(instr) {
				s.act.Kind = Ends
			}
		case v.says != "" && busy && text != name, v.outright: // a name is a promise
			s.act = ev.act(instr, text, Local, f)
			s.act.idle = !busy
		}
	}
	return []step{s}, rets
}

// logWrapper reports whether a function of the package is one for logging: by
// its name, and by taking whatever it is given.
func logWrapper(fn *ssa.Function) bool {
	return logNames[strings.ToUpper(fn.Name()[:1])+fn.Name()[1:]] && takesAnything(fn.Signature)
}

// takesAnything reports whether a function returns nothing and takes whatever
// it is given.
func takesAnything(sig *types.Signature) bool {
	if !sig.Variadic() || sig.Results().Len() > 0 {
		return false
	}
	last, ok := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
	return ok && types.IsInterface(last.Elem())
}

// printer reports whether a function value is one to print with, as Printf is:
// nothing else is of type func(string, ...any).
func printer(sig *types.Signature) bool {
	return takesAnything(sig) && sig.Params().Len() == 2 && types.Identical(sig.Params().At(0).Type(), types.Typ[types.String])
}

// enter follows one function of the package.
func (f *frame) enter(fn *ssa.Function, c *ssa.CallCommon) (exitSet, []val) {
	ev := f.ev
	depth := 0
	for up := f; up != nil; up = up.up {
		depth++
	}
	switch {
	case ev.active[fn] > 0 && (ev.from == nil || ev.from.Parent() != fn), ev.active[fn] > 1:
		return exitSet{{kind: returns}}, nil // recursion adds nothing
	case !ev.more(), ev.budget <= 0 && ev.poor():
		ev.stop()
		return exitSet{{kind: returns, state: state{weak: true}}}, nil
	case depth > maxDepth, ev.budget <= 0:
		return exitSet{{kind: returns, state: state{weak: true}}}, nil // not looked into
	}
	inner := &frame{ev: ev, fn: fn, up: f, env: make(map[ssa.Value]val), acts: len(ev.acts)}
	args := ev.e.arguments(fn, c)
	for i, p := range fn.Params {
		if i < len(args) && len(args) == len(fn.Params) {
			if args[i] == nil {
				continue
			}
			if v := f.eval(args[i]); v.kind != unknown && v.kind != isNotNil {
				inner.env[p] = v
			}
		}
	}
	general := len(inner.env) == 0 && len(fn.FreeVars) == 0
	key := summaryKey{fn, ev.from, ev.depth, requestsEnd(ev.signal)}
	if s := ev.e.summaries[key]; general && s != nil {
		return ev.replay(s)
	}
	first := len(ev.acts)
	ev.active[fn]++
	spare := ev.budget - ev.budget/3 // no callee may use up what its siblings need
	ev.budget /= 3
	xs, rets := inner.run(node{b: fn.Blocks[0]}, []state{{}})
	ev.active[fn]--
	xs = xs.alike()
	whole := ev.budget > 0
	ev.budget = spare + max(0, ev.budget)
	if general && whole && depth < maxDepth-2 {
		ev.e.summaries[key] = ev.record(xs, rets, first)
	}
	return xs, rets
}

// external judges a call to a function of another package.
func (f *frame) external(instr ssa.CallInstruction, fn *ssa.Function, c *ssa.CallCommon) ([]step, []val) {
	path, name := values.PathOf(fn), fn.Name()
	if rets, ok := f.folded(path, name, c); ok {
		return nil, rets
	}
	if steps, rets, ok := f.handled(instr, fn, c); ok {
		return steps, rets
	}
	if c := f.ev.e.osSignal(instr); c != nil && (c.Func == "Notify" || c.Func == "NotifyContext") && !requestsEnd(f.ev.signal) {
		return []step{{again: true}}, nil
	}
	if path == "sync/atomic" {
		if a := f.assignAtomic(instr, name); a != nil {
			return []step{{act: a}}, nil
		}
	}
	if makesContext(path, name) {
		if v, ok := instr.(ssa.Value); ok {
			return []step{{makes: v, keeps: true}}, nil
		}
	}
	if path == "sync" && name == "Done" && f.up == nil && f.ev.e.awaited(c.Args[0]) {
		return []step{{act: f.ev.act(instr, f.ev.e.text(instr, name), Ends, f)}}, nil
	}
	return f.judge(instr, c, path, name, fn.Signature.Recv() != nil)
}

// invoke judges a call through an interface.
func (f *frame) invoke(instr ssa.CallInstruction, c *ssa.CallCommon) ([]step, []val) {
	v := f.eval(c.Value)
	if v.kind == isSig {
		switch c.Method.Name() {
		case "String":
			f.ev.peek(v)
			return nil, []val{signalText(v.signal)}
		case "Signal":
			return nil, nil
		}
	}
	if fn := f.ev.e.methodOf(v.t, c.Method); fn != nil {
		return f.local(instr, []*ssa.Function{fn}, c)
	}
	path := ""
	if c.Method.Pkg() != nil {
		path = c.Method.Pkg().Path()
	}
	if fns := f.ev.e.implementations(c); len(fns) > 0 && len(fns) <= 4 {
		return f.local(instr, fns, c)
	}
	return f.judge(instr, c, path, c.Method.Name(), true)
}

// judge classifies a call whose body is not at hand.
func (f *frame) judge(instr ssa.CallInstruction, c *ssa.CallCommon, path, name string, method bool) ([]step, []val) {
	ev := f.ev
	kind := f.classify(c, path, name, method)
	if (kind == Work || kind == pure && hasWord(name, []string{"New", "Make"})) && f.ev.e.tellsToEnd(instr) {
		kind = Ends // also to make the message
	}
	if kind == pure {
		return nil, nil
	}
	a := ev.act(instr, ev.e.text(instr, name), kind, f)
	passed := kind != Logs && f.passesSignal(c)
	ev.given = ev.given || passed
	a.weak = kind == Work && c.IsInvoke() && passed
	a.lent = path == "os" && lentToChild(instr)
	switch {
	case kind == Exits:
		return []step{{act: a, calls: true, exits: exitSet{{kind: exits}}}}, nil
	case a.replaces():
		return []step{{act: a, calls: true, exits: exitSet{{kind: replaces}, {kind: returns}}}}, nil
	}
	steps := []step{{act: a}}
	return append(steps, f.callbacks(instr, c)...), nil
}

// passesSignal reports whether a call is given the signal, to decide itself.
func (f *frame) passesSignal(c *ssa.CallCommon) bool {
	for _, arg := range c.Args {
		if isSignal(arg.Type()) {
			return true
		}
	}
	return false
}
