package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// Following one signal from one receive: sparse conditional constant
// propagation over SSA, begun in the middle of a function with the received
// value held to the signal, and carried into the functions of the package
// that are called on the way. Then the ways through what was reached are
// walked with two bits: was the end of the program asked for, was anything
// done. It is a "may" analysis of ways, but "the program ends" is said only
// where every way that lives on has asked for it.

// An evaluator follows one signal from one receive.
type evaluator struct {
	e      *engine
	from   ssa.Instruction // the receive; coming back to it ends a way
	signal string
	budget int
	floor  int  // of the budget: below it nothing is followed
	left   *int // of all steps, also those of relays
	short  bool // something was not followed to its end
	cut    bool // and therefore nothing is known
	depth  int  // relays within relays
	loads  int  // variables read through variables
	acts   []*Act
	under  ssa.Instruction // the call in the outermost function that is being followed
	byAt   map[actKey]*Act
	active map[*ssa.Function]int

	called *calling     // the one call that registers the signal, see hold; else nil
	ends   *values.Root // a parameter that is taken to end the program when it is called; else nil

	isNamed bool      // a comparison names the signal
	namedAt token.Pos // where
	others  bool      // a comparison names another signal
	unsure  bool      // a comparison is with a signal that is not known, as one from a configuration

	apart bool // such a signal is another one
	given bool // something else is given the signal, and may tell it apart
	unit  unit // of work that is ended

	mixed bool // the signal chooses among functions, it is not known how

	asked  map[string]bool // the signals that the outcome depends on
	peeked bool            // the outcome depends on which signal it is

	compared map[string]token.Pos // the signals that comparisons name, and where
}

// A frame is one activation of a function.
type frame struct {
	ev   *evaluator
	fn   *ssa.Function
	up   *frame
	env  map[ssa.Value]val
	acts int // that came before
}

// A state is what is known of one way so far.
type state struct {
	ended bool // the end of the program was asked for
	acted bool // something was done
	weak  bool // something was done that may be anything: a variable set, an unknown function called
	again bool // signals were registered anew, which takes back the end
	by    int  // 1 + index of the act that asked for the end, while it may yet be undone

	failed bool      // it is one of those on which something failed
	made   ssa.Value // the context made last, or the channel like one that was closed before
}

// An exit is how a way ends, in the function at hand.
type exit struct {
	kind exitKind
	state
	ret *ssa.Return // by which the way leaves the function it was begun in
}

// gone reports whether the program ends, or was asked to, on the way.
func (x exit) gone() bool { return x.ended || x.kind == exits }

// unseen is an exit that stands for ways that were not followed to their end:
// they may do anything, and count as work.
var unseen = exit{kind: hangs, state: state{acted: true}}

type exitKind byte

const (
	returns  exitKind = iota // from the function
	back                     // to the receive
	exits                    // the process ends here
	hangs                    // never goes on
	goes                     // the goroutine ends
	leaves                   // the function returns to a caller that is not known
	replaces                 // the program is replaced by a new one
)

// exitSet is a set of exits, in the order found.
type exitSet []exit

func (s *exitSet) add(x exit) {
	for _, y := range *s {
		if x == y {
			return
		}
	}
	*s = append(*s, x)
}

// alike returns the exits without what tells returns apart.
func (s exitSet) alike() exitSet {
	var out exitSet
	for _, x := range s {
		x.ret = nil
		out.add(x)
	}
	return out
}

// kinds returns how the ways end, whatever was done on them.
func (s exitSet) kinds() exitSet {
	var out exitSet
	for _, x := range s {
		out.add(exit{kind: x.kind, state: state{failed: x.failed}})
	}
	return out
}

// A step is what one instruction may do to a way.
type step struct {
	act   *Act      // does this
	makes ssa.Value // makes what an act may have ended: a new context or channel
	keeps bool      // and callers are told of it
	exits exitSet   // ends in these ways; a returning one goes on
	again bool      // registers signals anew: what was ended begins again
	calls bool      // exits is set
	final bool      // the function's own return
}

// A node is a block, from its start or from after the receive.
type node struct {
	b    *ssa.BasicBlock
	from int
}

// A walk is the propagation through one activation.
type walk struct {
	f     *frame
	steps map[node][]step
	next  map[node][]node
	edges map[[2]*ssa.BasicBlock]bool
	queue []node
	rets  []val
	ret   bool
}

// run follows fn from an instruction on, and returns how it ends and what it
// returns.
func (f *frame) run(start node, states []state) (exitSet, []val) {
	w := &walk{f: f, steps: make(map[node][]step), next: make(map[node][]node), edges: make(map[[2]*ssa.BasicBlock]bool)}
	w.queue = append(w.queue, start)
	for limit := 40*len(f.fn.Blocks) + 100; len(w.queue) > 0 && limit > 0 && f.ev.budget > f.ev.floor && f.ev.more(); limit-- {
		n := w.queue[0]
		w.queue = w.queue[1:]
		w.block(n)
	}
	out := w.ways(start, states)
	if len(w.queue) > 0 {
		f.ev.stop()
		out.add(unseen)
	}
	return out, w.rets
}

// block propagates through one block, and queues what may follow.
func (w *walk) block(n node) {
	w.steps[n] = nil
	w.next[n] = nil
	changed := false
	for _, instr := range n.b.Instrs[n.from:] {
		w.f.ev.budget--
		w.f.ev.step()
		if instr == w.f.ev.from {
			w.add(n, step{calls: true, exits: exitSet{{kind: back}}})
			return
		}
		if w.instr(n, instr, &changed) {
			return
		}
	}
	w.branch(n, changed)
}

func (w *walk) add(n node, s step) { w.steps[n] = append(w.steps[n], s) }

// set notes what is known of a value; what was known differently is unknown.
func (w *walk) set(v ssa.Value, x val, changed *bool) {
	old, known := w.f.env[v]
	switch {
	case !known:
		w.f.env[v] = x
		*changed = true
	case !w.f.ev.same(old, x) && old.kind != unknown:
		w.f.env[v] = val{}
		*changed = true
	}
}

// results notes what a call returns, each part of several by itself.
func (w *walk) results(call *ssa.Call, results []val, changed *bool) {
	at := func(i int) val {
		if i < len(results) {
			return results[i]
		}
		return val{}
	}
	if _, several := call.Type().(*types.Tuple); !several {
		w.set(call, at(0), changed)
		return
	}
	w.set(call, val{}, changed)
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok {
			w.set(x, at(x.Index), changed)
		}
	}
}

// instr propagates through one instruction; true means that control does not
// go beyond it.
func (w *walk) instr(n node, instr ssa.Instruction, changed *bool) (stops bool) {
	switch instr := instr.(type) {
	case *ssa.Phi:
		w.phi(instr, changed)
	case *ssa.Call:
		s, results := w.f.common(instr, &instr.Call)
		for _, s := range s {
			w.add(n, s)
			if s.calls && !hasReturn(s.exits) {
				return true
			}
		}
		w.results(instr, results, changed)
	case *ssa.Go:
		w.add(n, w.f.start(instr))
	case *ssa.RunDefers:
		for _, s := range w.f.deferred() {
			w.add(n, s)
		}
	case *ssa.Send:
		w.add(n, w.f.send(instr, instr.Chan, instr.X))
	case *ssa.Select:
		for _, s := range instr.States {
			if s.Send != nil {
				w.add(n, w.f.send(instr, s.Chan, s.Send))
			}
		}
		if len(instr.States) == 0 && instr.Blocking {
			w.add(n, step{calls: true, exits: exitSet{{kind: hangs}}})
			return true
		}
	case *ssa.Store:
		if a := w.f.assign(instr); a != nil {
			w.add(n, step{act: a})
		}
	case *ssa.MakeChan:
		w.add(n, step{makes: instr, keeps: w.f.remakes(instr)})
		w.set(instr, w.f.compute(instr), changed)
	case *ssa.Panic:
		w.add(n, step{calls: true, exits: exitSet{{kind: exits}}, act: w.f.ev.act(instr, "panic", Exits, w.f)})
		return true
	case *ssa.Return:
		w.returned(instr)
		w.add(n, step{calls: true, final: true, exits: exitSet{{kind: returns, ret: instr}}})
		return true
	case *ssa.Extract:
		switch instr.Tuple.(type) {
		case *ssa.TypeAssert, *ssa.Lookup:
			w.set(instr, w.f.compute(instr), changed)
		} // the parts of other tuples are set with these
	case ssa.Value:
		w.set(instr, w.f.compute(instr), changed)
	}
	return false
}

func hasReturn(set exitSet) bool {
	for _, x := range set {
		if x.kind == returns {
			return true
		}
	}
	return false
}

// phi joins what comes over the edges that are taken.
func (w *walk) phi(p *ssa.Phi, changed *bool) {
	var x val
	first := true
	for i, pred := range p.Block().Preds {
		if !w.edges[[2]*ssa.BasicBlock{pred, p.Block()}] {
			continue
		}
		e := w.f.eval(p.Edges[i])
		switch {
		case first:
			x, first = e, false
		case !w.f.ev.same(x, e):
			x = val{}
		}
	}
	old, known := w.f.env[p]
	if !known || !w.f.ev.same(old, x) {
		w.f.env[p] = x
		*changed = true
	}
}

// returned joins what the function returns.
func (w *walk) returned(r *ssa.Return) {
	if !w.ret {
		w.ret = true
		for _, v := range r.Results {
			w.rets = append(w.rets, w.f.eval(stored(r, v)))
		}
		return
	}
	for i, v := range r.Results {
		if x := w.f.eval(stored(r, v)); !w.f.ev.same(x, w.rets[i]) {
			w.rets[i] = val{}
		}
	}
}

// stored returns what a return statement of a function with deferred calls
// yields: the value that its block stores in the variable of the result.
func stored(r *ssa.Return, v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	if _, ok := load.X.(*ssa.Alloc); !ok {
		return v
	}
	last := v
	for _, instr := range r.Block().Instrs {
		if s, ok := instr.(*ssa.Store); ok && s.Addr == load.X {
			last = s.Val
		}
	}
	return last
}

// branch queues the blocks that may follow n.
func (w *walk) branch(n node, changed bool) {
	succs := n.b.Succs
	if c, ok := n.b.Instrs[len(n.b.Instrs)-1].(*ssa.If); ok {
		if truth, known := w.f.eval(c.Cond).truth(); known {
			succs = succs[:1]
			if !truth {
				succs = n.b.Succs[1:]
			}
		}
	}
	for _, s := range succs {
		if misused(s) {
			continue
		}
		to := node{b: s}
		w.next[n] = append(w.next[n], to)
		edge := [2]*ssa.BasicBlock{n.b, s}
		if !w.edges[edge] || changed {
			w.edges[edge] = true
			w.queue = append(w.queue, to)
		}
	}
}

func join(x, y state) state {
	if y.again {
		x.acted = x.acted || x.ended
		x.ended, x.by, x.again = false, 0, true
	}
	x.ended = x.ended || y.ended
	x.acted = x.acted || y.acted
	x.weak = x.weak || y.weak
	if y.by > 0 {
		x.by = y.by
	}
	if y.made != nil {
		x.made = y.made
	}
	return x
}
