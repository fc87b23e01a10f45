package interrupts

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// An outcome says how the paths of one error through one function end.
type outcome struct {
	handled   bool // some path tests for EINTR or goes round
	tested    bool // by an explicit test
	unsure    bool // some path could not be followed
	cut       bool // for too much of it
	retried   bool // some path comes back to the call
	returned  bool // some path returns at all
	gaveUp    []giveUp
	results   map[int]level // the results it leaves the function by
	cells     map[ssa.Value]level
	pointers  map[int]level       // the parameters it leaves through
	wrong     []ssa.Instruction   // comparisons that can never be true
	consts    []constant.Value    // what is returned, where it is always the same
	plain     [][]constant.Value  // what is returned where it is dropped
	escapes   map[*types.Var]bool // the fields it is kept in
	globals   map[*ssa.Global]bool
	exits     bool // there are other paths, decided by something else
	delivered bool // to a channel, and nobody tests there
	kept      bool // in a map or slice
}

// A giveUp is the end of a path on which nobody handles EINTR.
type giveUp struct {
	pos   token.Pos
	final bool // panics or exits, rather than returns
}

// leaves reports whether the error leaves the function.
func (o *outcome) leaves() bool {
	return len(o.results)+len(o.cells)+len(o.pointers) > 0
}

// A walk follows one error through one function.
type walk struct {
	x      *index
	fn     *ssa.Function
	at     ssa.CallInstruction // the call that returned it; nil if it came in
	errs   map[int]level       // the results of at that hold it
	consts []constant.Value    // what the other results are, as far as known
	assume bool                // take tests for EINTR to be true, and go on
	watch  *watch              // of the descriptor
	out    *outcome
	seen   map[stateKey]bool
	work   []frame
	blocks int
	steps  int
}

type frame struct {
	block *ssa.BasicBlock
	from  int // the instruction to go on with
	st    *state
}

func newWalk(x *index, fn *ssa.Function) *walk {
	return &walk{x: x, fn: fn, seen: make(map[stateKey]bool), out: &outcome{
		results:  make(map[int]level),
		cells:    make(map[ssa.Value]level),
		pointers: make(map[int]level),
		escapes:  make(map[*types.Var]bool),
		globals:  make(map[*ssa.Global]bool),
	}}
}

// enter walks from the start of the function.
func (w *walk) enter(st *state) *outcome {
	if len(w.fn.Blocks) == 0 {
		w.out.unsure = true
		return w.out
	}
	w.work = append(w.work, frame{w.fn.Blocks[0], 0, st})
	return w.run()
}

// after walks from behind w.at.
func (w *walk) after(st *state) *outcome {
	b := w.at.Block()
	for i, instr := range b.Instrs {
		if instr == w.at.(ssa.Instruction) {
			w.bind(st)
			w.work = append(w.work, frame{b, i + 1, st})
			break
		}
	}
	return w.run()
}

// bind marks the value of a call with a single result.
func (w *walk) bind(st *state) {
	call := w.at.Value()
	if call == nil {
		return // go and defer have no results
	}
	if _, tuple := call.Type().(*types.Tuple); tuple {
		return // see Extract
	}
	if l, ok := w.errs[0]; ok {
		st.vals[call] = l
	} else if len(w.consts) > 0 && w.consts[0] != nil {
		st.known[call] = w.consts[0]
	}
}

func (w *walk) run() *outcome {
	for len(w.work) > 0 {
		f := w.work[len(w.work)-1]
		w.work = w.work[:len(w.work)-1]
		if w.blocks++; w.blocks > maxSteps || w.steps > maxWalk || w.x.over() {
			w.out.unsure, w.out.cut = true, true
			return w.out
		}
		w.block(f)
	}
	if w.x.escaped(w.out) {
		w.out.handled, w.out.gaveUp = true, nil
	}
	if w.out.handled && !w.assume && !w.out.delivered {
		// What decides between going round and not is not the error: a
		// closed channel, a number of tries.
		w.out.exits = len(w.out.gaveUp) > 0 || w.out.leaves()
		w.out.gaveUp, w.out.results, w.out.cells, w.out.pointers = nil, nil, nil, nil
	}
	if o := w.out; !o.handled && !o.unsure && !o.leaves() && len(o.gaveUp) == 0 {
		o.gaveUp = []giveUp{{pos: w.fn.Pos()}} // the program lives on without it
	}
	return w.out
}

// block follows one path to the end of a block.
func (w *walk) block(f frame) {
	st := f.st
	for _, instr := range f.block.Instrs[f.from:] {
		if w.at != nil && instr == w.at.(ssa.Instruction) {
			w.again(st)
			return
		}
		w.count(1 + len(st.cells))
		w.watch.step(instr, st)
		if w.step(instr, st) {
			return
		}
	}
	last := f.block.Instrs[len(f.block.Instrs)-1]
	branch, ok := last.(*ssa.If)
	if !ok {
		for _, succ := range f.block.Succs {
			w.to(f.block, succ, st.clone())
		}
		return
	}
	cond := st.value(branch.Cond)
	if cond == nil || constant.BoolVal(cond) {
		w.to(f.block, f.block.Succs[0], st.clone())
	}
	if cond == nil || !constant.BoolVal(cond) {
		w.to(f.block, f.block.Succs[1], st.clone())
	}
}

// count counts steps.
func (w *walk) count(n int) {
	w.steps += n
	w.x.spend(n)
}

// again ends a path that has come back to its call.
func (w *walk) again(st *state) {
	switch {
	case w.assume && (st.item || st.fresh || !st.judged):
	case w.assume:
		w.out.retried = true
	case st.item:
		w.out.gaveUp = append(w.out.gaveUp, giveUp{pos: w.at.Pos()}) // on to the next
	default:
		w.out.retried, w.out.handled = true, true
	}
}

// to continues a path in block b, coming from pred.
func (w *walk) to(pred, b *ssa.BasicBlock, st *state) {
	edge := 0
	for i, p := range b.Preds {
		if p == pred {
			edge = i
		}
	}
	type phi struct {
		v     *ssa.Phi
		l     level
		ok    bool
		known constant.Value
	}
	var phis []phi
	for _, instr := range b.Instrs {
		v, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		l, holds := st.holds(v.Edges[edge])
		phis = append(phis, phi{v, l, holds, st.value(v.Edges[edge])})
	}
	for _, p := range phis { // all at once: they may refer to each other
		st.set(p.v, p.l, p.ok)
		st.learn(p.v, p.known)
	}
	w.x.prune(st, b)
	w.count(len(st.vals) + len(st.cells) + len(st.known))
	if key := st.key(b.Index); !w.seen[key] {
		w.seen[key] = true
		w.work = append(w.work, frame{b, len(phis), st})
	}
}

// finish ends a path at a return.
func (w *walk) finish(ret *ssa.Return, st *state) {
	left := false
	var plain []constant.Value
	for i, res := range ret.Results {
		if l, ok := st.holds(res); ok && l < text {
			keepLevel(w.out.results, i, l)
			left = true
		}
		plain = append(plain, st.value(res))
	}
	w.out.agree(plain)
	for i, p := range w.fn.Params {
		if l, ok := st.cells[addrKey(p)]; ok && l < text {
			keepLevel(w.out.pointers, i, l)
			left = true
		}
	}
	if w.outer(st) {
		left = true
	}
	if !left {
		w.out.plain = append(w.out.plain, plain)
		w.out.gaveUp = append(w.out.gaveUp, giveUp{pos: ret.Pos()})
	}
}

// agree notes what one more return gives, and forgets what the others do not.
func (o *outcome) agree(plain []constant.Value) {
	if !o.returned {
		o.returned, o.consts = true, slices.Clone(plain)
		return
	}
	for i, k := range plain {
		if c := o.consts[i]; c != nil && (k == nil || c.ExactString() != k.ExactString()) {
			o.consts[i] = nil
		}
	}
}

// outer records the captured variables that hold the error at a return.
func (w *walk) outer(st *state) bool {
	left := false
	for _, fv := range w.fn.FreeVars {
		cell := cellOf(fv)
		if cell == nil {
			continue
		}
		if l, ok := st.cells[addrKey(cell)]; ok && l < text {
			keepLevel(w.out.cells, cell, l)
			left = true
		}
	}
	return left
}

// keepLevel keeps the lowest level seen for k.
func keepLevel[K comparable](m map[K]level, k K, l level) {
	if old, ok := m[k]; !ok || l < old {
		m[k] = l
	}
}
