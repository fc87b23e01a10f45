// Package consumers defines an Analyzer that finds where the channels given to
// signal.Notify are received, and what the code does with each signal.
//
// A branch is followed for each signal by itself: the flow of control from the
// receive with the value held to that signal. What cannot be followed is said
// to escape, and may be consumed anywhere.
package consumers

import (
	"cmp"
	"go/token"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/values"
)

// Analyzer yields a *Result. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "sigconsumers",
	Doc:        "find where registered signals are received, branch by branch",
	Requires:   []*analysis.Analyzer{sigcalls.Analyzer, flow.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

func run(pass *analysis.Pass) (res any, err error) {
	defer func() {
		if recover() != nil {
			res, err = &Result{}, nil // nothing is known of this package
		}
	}()
	found := pass.ResultOf[flow.Analyzer].(*flow.Result)
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	if found.Index == nil {
		return &Result{}, nil
	}
	b := newBuilder(pass, found)
	for _, r := range found.Registrations {
		b.register(r)
	}
	b.leftToCallers(calls)
	for _, u := range found.Uses() {
		b.use(u)
	}
	for c := range calls.Of("Stop") {
		for _, ch := range b.reached(found.Trace(c.Instr.Common().Args[0])) {
			ch.Stops = append(ch.Stops, c.Expr.Pos())
		}
	}
	return &Result{Channels: b.finish(), Contexts: b.contexts(calls)}, nil
}

// A builder groups what is found by channel. Channels that are kept in the
// same variable or field are one.
type builder struct {
	pass   *analysis.Pass
	flow   *flow.Result
	notes  *notes
	parent map[values.Root]values.Root
	byRoot map[values.Root]*Channel
	list   []*Channel
	order  []values.Root // all that were seen
	uses   map[*Channel][]*flow.Use
	built  map[branchKey]*Branch
}

func newBuilder(pass *analysis.Pass, found *flow.Result) *builder {
	b := &builder{
		pass: pass, flow: found, notes: newNotes(pass),
		parent: make(map[values.Root]values.Root),
		byRoot: make(map[values.Root]*Channel),
		uses:   make(map[*Channel][]*flow.Use),
		built:  make(map[branchKey]*Branch),
	}
	for _, u := range found.Uses() {
		b.join(found.Index.Trace(u.Chan))
	}
	for _, r := range found.Registrations {
		b.join(r.Roots)
	}
	return b
}

// identity reports whether a root tells channels apart.
func identity(r values.Root) bool {
	switch r.Kind {
	case values.Made:
		_, ok := r.Value.(*ssa.MakeChan)
		return ok
	case values.Field, values.Global:
		return r.Obj != nil
	case values.Result:
		return true
	}
	return false
}

// join makes the channels of some roots one.
func (b *builder) join(roots []values.Root) {
	var first *values.Root
	for i, r := range roots {
		if !identity(r) {
			continue
		}
		b.order = append(b.order, r)
		if first == nil {
			first = &roots[i]
			continue
		}
		b.parent[b.top(r)] = b.top(*first)
	}
}

func (b *builder) top(r values.Root) values.Root {
	for {
		p, ok := b.parent[r]
		if !ok || p == r {
			return r
		}
		if above, ok := b.parent[p]; ok {
			b.parent[r] = above // half the way for who comes next
		}
		r = p
	}
}

// reached returns the channels that some roots belong to; that of a parameter
// only where nothing else is known.
func (b *builder) reached(roots []values.Root) []*Channel {
	var out []*Channel
	for _, r := range roots {
		if identity(r) {
			if c := b.channel(b.top(r)); !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, r := range roots {
		if r.Kind == values.Param {
			return []*Channel{b.channel(r)}
		}
	}
	return nil
}

// channel returns the channel of a root, made when first asked for.
func (b *builder) channel(r values.Root) *Channel {
	c := b.byRoot[r]
	if c == nil {
		c = &Channel{}
		b.byRoot[r] = c
		b.order = append(b.order, r)
		b.list = append(b.list, c)
	}
	return c
}

// register adds a registration to its channels.
func (b *builder) register(r *flow.Registration) {
	if r.Func != "Notify" || r.Channel == nil {
		return
	}
	reg := Registration{
		Call: r.Call, Set: r.Set, Makes: b.makesOf(r.Roots),
		Goroutine:  b.flow.Goroutine(r.Owner),
		Loop:       flow.InLoop(r.Instr.Block()),
		Deliberate: b.notes.deliberate(r.Instr.Pos()),
	}
	reg.Pos, reg.End = b.argument(r)
	for _, c := range b.reached(r.Roots) {
		c.Notifies = append(c.Notifies, reg)
		b.describe(c, r)
	}
}

// leftToCallers adds the registrations that callers in other packages finish,
// who give the signals or the channel.
func (b *builder) leftToCallers(calls *sigcalls.Result) {
	known := make(map[*sigcalls.Call]bool)
	for _, r := range b.flow.Registrations {
		known[r.Call] = true
	}
	for c := range calls.Of("Notify") {
		if !known[c] {
			ch := c.Instr.Common().Args[0]
			set := c.Set
			set.Unknown = true
			b.register(&flow.Registration{Func: c.Func, Call: c, Instr: c.Instr, Owner: c.Fn, Set: set, Channel: ch, Roots: b.flow.Trace(ch)})
		}
	}
}

// argument returns the place of the channel in the call that gives it.
func (b *builder) argument(r *flow.Registration) (pos, end token.Pos) {
	call := b.flow.Expr(r.Instr)
	if call == nil {
		return r.Instr.Pos(), r.Instr.Pos()
	}
	for _, a := range call.Args {
		if isSignalChan(b.pass.TypesInfo.TypeOf(a)) {
			return a.Pos(), a.End()
		}
	}
	return call.Pos(), call.End()
}

// use adds a use to the channels that it may be of.
func (b *builder) use(u *flow.Use) {
	for _, c := range b.reached(u.Roots) {
		b.uses[c] = append(b.uses[c], u)
		c.Shown = c.Shown || u.Kind == flow.Receives && b.shown(u)
		switch u.Kind {
		case flow.Sends:
			c.Sends = append(c.Sends, b.span(u))
		case flow.Closes:
			if neverRuns(u.Instr) {
				continue
			}
			c.Closes = append(c.Closes, b.span(u))
		case flow.Escapes:
			if b.flow.Given(u) == nil {
				c.Escapes = true
			}
		}
	}
}

// neverRuns reports whether a call is deferred by a function that does not return.
func neverRuns(instr ssa.Instruction) bool {
	if _, ok := instr.(*ssa.Defer); !ok {
		return false
	}
	fn := instr.Parent()
	return !slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		_, returns := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		return returns && b != fn.Recover
	})
}

// shown reports whether a use is of a parameter that other packages may give.
func (b *builder) shown(u *flow.Use) bool {
	return b.pass.Pkg.Name() != "main" && slices.ContainsFunc(b.flow.Index.Trace(u.Chan), func(r values.Root) bool {
		return r.Kind == values.Param && r.Fn.Object() != nil && r.Fn.Object().Exported()
	})
}

// span returns where a send or close stands.
func (b *builder) span(u *flow.Use) Use {
	if call, ok := u.Instr.(ssa.CallInstruction); ok {
		if expr := b.flow.Expr(call); expr != nil {
			return Use{expr.Pos(), expr.End()}
		}
	}
	return Use{u.Pos(), u.Pos() + 2}
}

// finish completes the channels that are registered, or received though they
// are not.
func (b *builder) finish() []*Channel {
	for _, r := range b.order {
		b.byRootMake(r)
	}
	for _, c := range b.list {
		slices.SortFunc(c.Makes, func(x, y Make) int { return cmp.Compare(x.Pos, y.Pos) })
		c.Makes = slices.CompactFunc(c.Makes, func(x, y Make) bool { return x.Pos == y.Pos })
		if !c.Pos.IsValid() && len(c.Makes) > 0 {
			c.Pos = c.Makes[0].Pos
		}
		for _, u := range b.uses[c] {
			b.receive(c, u)
		}
		c.Deliberate = c.Deliberate || deliberateName(c.Name)
	}
	slices.SortStableFunc(b.list, func(x, y *Channel) int { return cmp.Compare(x.Pos, y.Pos) })
	return b.list
}
