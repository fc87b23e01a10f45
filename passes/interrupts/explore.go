package interrupts

import (
	"fmt"
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A raw value says how an error that may be EINTR leaves a call.
type raw struct {
	results  map[int]level
	cells    map[ssa.Value]level // captured variables
	pointers map[int]level       // arguments that point at it
	consts   []constant.Value    // what the other results are
	need     map[int]bool        // the parameters without whose values it does not come
	arity    int                 // the number of parameters, with need
}

func (r *raw) key() string {
	var parts []string
	for i, l := range r.results {
		parts = append(parts, fmt.Sprint("r", i, l))
	}
	for c, l := range r.cells {
		parts = append(parts, fmt.Sprintf("c%p%d", c, l))
	}
	for i, l := range r.pointers {
		parts = append(parts, fmt.Sprint("p", i, l))
	}
	slices.Sort(parts)
	for _, c := range r.consts {
		parts = append(parts, fmt.Sprint(c))
	}
	return fmt.Sprint(parts)
}

// left returns how the error of an outcome leaves its function.
func (o *outcome) left() raw {
	return raw{results: o.results, cells: o.cells, pointers: o.pointers}
}

type walkKey struct {
	instr  ssa.CallInstruction
	via    int
	assume bool
	raw    string
}

// walkSite follows the error behind one call.
func (x *index) walkSite(s site, r raw, assume bool) *outcome {
	key := walkKey{s.instr, s.via, assume, r.key()}
	if o := x.walks[key]; o != nil {
		return o
	}
	w := newWalk(x, s.fn)
	w.at, w.errs, w.consts, w.assume = s.instr, r.results, r.consts, assume
	fd, waits := x.descriptor(s)
	w.watch = watchOf(fd)
	if w.watch != nil {
		w.watch.waits = waits
	}
	st := newState()
	for cell, l := range r.cells {
		st.cells[addrKey(cell)] = l
	}
	for i, l := range r.pointers {
		if args := s.instr.Common().Args; i < len(args) {
			st.cells[addrKey(args[i])] = l
		}
	}
	x.walks[key] = w.out // for recursion
	o := w.after(st)
	x.walks[key] = o
	return o
}

// descriptor returns the argument of a call that says what it works on, and
// whether the call waits for whatever comes.
func (x *index) descriptor(s site) (fd ssa.Value, waits bool) {
	common := s.instr.Common()
	arg := 0
	for _, f := range x.targets(common) {
		if e := entryFor(x, f, common); e != nil {
			arg, waits = e.FD, e.Remedy == Timeout || e.Kernel == "wait4" || strings.HasPrefix(e.Kernel, "accept")
		} else {
			waits = true
		}
	}
	if s.via >= 0 || arg < 0 || arg >= len(common.Args) {
		return nil, waits
	}
	return common.Args[arg], waits
}

// A verdict says how the error of a call fares, over all its callers.
type verdict struct {
	tested  bool // by some caller, explicitly
	outside bool // handed to packages that are judged by themselves
	fails   []failure
}

// A failure is a place where the error is given up.
type failure struct {
	site  site // whose error it is
	pos   token.Pos
	depth int // 0 where site is the interruptible call itself
}

func (v *verdict) add(w verdict) {
	v.tested = v.tested || w.tested
	v.outside = v.outside || w.outside
	v.fails = append(v.fails, w.fails...)
}

// A chase follows one call through its callers.
type chase struct {
	x    *index
	seen map[walkKey]bool
	raws map[*ssa.Function]raw // of the functions that return the error
}

const maxDepth = 12

// follow judges what happens to the error behind one site.
func (c *chase) follow(s site, r raw, depth int) verdict {
	key := walkKey{s.instr, s.via, false, r.key()}
	if c.seen[key] || depth > maxDepth || !c.x.spend(1) {
		return verdict{} // round a recursion; the other way decides
	}
	c.seen[key] = true
	x := c.x
	need, ok := carry(r, s)
	if !ok || x.never(s.fn, need) {
		return verdict{} // not with these arguments
	}
	if s.via >= 0 {
		var h help
		next, done := x.through(s, r, &h)
		if done || len(next.results)+len(next.cells) == 0 {
			return verdict{tested: h.handled, fails: c.lost(s, r, next, done, depth)}
		}
		r = next
	}
	if d, ok := s.instr.(*ssa.Defer); ok {
		if len(r.cells)+len(r.pointers) > 0 {
			return verdict{} // unsure: seen at the end of the function
		}
		return verdict{fails: []failure{{s, d.Pos(), depth}}}
	}
	out := x.walkSite(s, r, false)
	before, again := x.walked[s.instr]
	x.walked[s.instr] = !out.cut && (before || !again)
	if out.unsure {
		return verdict{tested: out.tested}
	}
	if out.leaves() || len(out.gaveUp) > 0 {
		x.failed[s.instr] = true
	}
	if len(out.gaveUp) > 0 && !c.goesRound(s.fn, out, depth) {
		return verdict{tested: out.tested, fails: []failure{{s, out.gaveUp[0].pos, depth}}}
	}
	if !out.leaves() {
		return verdict{tested: out.tested}
	}
	left := out.left()
	left.need, left.arity = need, len(s.fn.Params)
	c.note(s.fn, left)
	return c.callers(s, out, left, depth)
}

// lost returns the failure of an error that a function drops which was handed
// the failing function.
func (c *chase) lost(s site, r, next raw, done bool, depth int) []failure {
	if done || len(r.results) == 0 {
		return nil
	}
	return []failure{{s, s.instr.Pos(), depth}}
}

// note keeps how fn returns the error, for its fact.
func (c *chase) note(fn *ssa.Function, r raw) {
	if old, ok := c.raws[fn]; ok {
		old.need = common(old.need, r.need)
		r = old
	}
	c.raws[fn] = r
}

// callers judges the callers of a function that returns the error.
func (c *chase) callers(s site, out *outcome, left raw, depth int) verdict {
	x, fn := c.x, s.fn
	sites := x.production(fn)
	v := verdict{tested: out.tested}
	for _, caller := range sites {
		w := c.follow(caller, left, depth+1)
		if len(w.fails) > 0 && !w.tested { // nobody beyond it knows better
			w.fails = []failure{{caller, w.fails[0].pos, depth + 1}}
		}
		v.add(w)
	}
	used := x.usedElsewhere(fn)
	switch {
	case used == aware, x.mirrors(s):
		v.outside = true
	case used == unaware && len(v.fails) == 0 && !v.tested:
		v.fails = append(v.fails, failure{s, fn.Pos(), depth})
	case len(sites) > 0 || used == unaware:
	case fn.Parent() != nil || x.kept[fn]:
		// whoever gets it is out of sight
	default:
		v.fails = append(v.fails, failure{s, fn.Pos(), depth})
	}
	return v
}

// mirrors reports whether an exported function is nothing but the system call by
// its own name: it hands on its parameters and returns what comes. What is right
// on EINTR is as open there as at the call itself.
func (x *index) mirrors(s site) bool {
	fn, common := s.fn, s.instr.Common()
	if !x.visible(fn) || s.via >= 0 || len(fn.Blocks) != 1 || !strings.EqualFold(fn.Name(), calleeName(common)) {
		return false
	}
	params := fn.Params
	if fn.Signature.Recv() != nil {
		params = params[1:]
	}
	return slices.EqualFunc(common.Args, params, func(arg ssa.Value, p *ssa.Parameter) bool { return converted(arg) == ssa.Value(p) })
}

// production returns the sites of fn that are not in test files.
func (x *index) production(fn *ssa.Function) []site {
	if kept, ok := x.proper[fn]; ok {
		return kept
	}
	var kept []site
	for _, s := range x.sitesOf(fn) {
		if !x.inTest(s.instr.Pos()) && !x.inTest(s.fn.Pos()) {
			kept = append(kept, s)
		}
	}
	x.proper[fn] = kept
	return kept
}

// decides reports whether a branch depends on what a call returns.
func decides(call *ssa.Call) bool {
	work := []ssa.Value{call}
	for seen := make(map[ssa.Value]bool); len(work) > 0; {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[v] {
			continue
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.If, *ssa.Return:
				return true
			case *ssa.BinOp, *ssa.Call, *ssa.ChangeType, *ssa.Convert, *ssa.Extract, *ssa.MakeInterface, *ssa.Phi, *ssa.TypeAssert, *ssa.UnOp:
				work = append(work, ref.(ssa.Value))
			case *ssa.Store:
				return true // it may be read again anywhere
			}
		}
	}
	return false
}

// goesRound reports whether a function that drops the error and returns is
// simply called again, by all its callers: a loop over two functions.
func (c *chase) goesRound(fn *ssa.Function, out *outcome, depth int) bool {
	if out.leaves() || len(out.plain) != 1 || depth > 3 {
		return false
	}
	for _, g := range out.gaveUp {
		if g.final {
			return false
		}
	}
	sites := c.x.production(fn)
	if len(sites) == 0 || c.x.usedElsewhere(fn) != unused {
		return false
	}
	for _, s := range sites {
		call, ok := s.instr.(*ssa.Call)
		if !ok || s.via >= 0 {
			return false
		}
		o := c.x.walkSite(site{s.fn, call, -1}, raw{consts: out.plain[0]}, false)
		if o.cut {
			return true // for all that is known
		}
		if !o.retried || o.exits && decides(call) || len(o.gaveUp) > 0 {
			return false
		}
	}
	return true
}
