package interrupts

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A help says what a function does with the error of a function it is given.
type help struct {
	handled bool          // tests it, or goes round
	retried bool          // goes round on EINTR
	unsure  bool          // not to be followed
	results map[int]level // the results that the error leaves by
	bad     bool          // a retry that never retries
	cut     bool          // unsure for too much of it
}

// A helpKey is a function parameter, and how deep in its error the errno lies.
type helpKey struct {
	param *ssa.Parameter
	level level
}

// helpOf says what is done with the bare errnos of the function p.
func (x *index) helpOf(p *ssa.Parameter) *help { return x.helpWith(p, bare) }

// helpWith says what is done with the errors of the function p.
func (x *index) helpWith(p *ssa.Parameter, l level) *help {
	key := helpKey{p, l}
	if h := x.helps[key]; h != nil {
		return h
	}
	x.helps[key] = &help{unsure: true} // for recursion
	h := &help{results: make(map[int]level)}
	sites := x.sites[p]
	if len(sites) == 0 {
		h.unsure = true // kept, or handed on in a way that is not followed
	}
	for _, s := range sites {
		r := raw{results: errorResults(p.Type())}
		for i := range r.results {
			r.results[i] = l
		}
		if s.via >= 0 {
			var done bool
			if r, done = x.through(s, r, h); done {
				continue
			}
		} else if len(r.results) == 0 {
			continue
		}
		x.helpAt(p, s, r, h)
	}
	x.helps[key] = h
	return h
}

// helpAt adds what is done behind one call.
func (x *index) helpAt(p *ssa.Parameter, s site, r raw, h *help) {
	if s.fn != p.Parent() {
		h.unsure = true // called from a closure in its turn
		return
	}
	out := x.walkSite(s, r, false)
	again := x.walkSite(s, r, true)
	h.handled = h.handled || out.handled
	h.unsure, h.cut = h.unsure || out.unsure, h.cut || out.cut
	h.retried = h.retried || again.retried
	for i, l := range out.results {
		keepLevel(h.results, i, l)
	}
	if len(out.cells)+len(out.pointers) > 0 {
		h.unsure = true
	}
}

// errorResults returns the results of a function type that carry errnos.
func errorResults(t types.Type) map[int]level {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return nil
	}
	errs := make(map[int]level)
	for i := range sig.Results().Len() {
		if isError(sig.Results().At(i).Type()) {
			errs[i] = bare
		}
	}
	return errs
}

// through hands the error of a function on to the function that is given it:
// s.via is its argument. What the error does there is added to h; done says
// that nothing is left to follow. Else the returned results hold it still.
func (x *index) through(s site, r raw, h *help) (raw, bool) {
	common := s.instr.Common()
	next := raw{results: make(map[int]level), cells: r.cells}
	fns := x.callees(common)
	for _, fn := range fns {
		i := s.via + len(fn.Params) - len(common.Args)
		if i < 0 || i >= len(fn.Params) || len(r.results) == 0 {
			continue
		}
		deepest := bare
		for _, l := range r.results {
			deepest = max(deepest, l)
		}
		sub := x.helpWith(fn.Params[i], deepest)
		h.handled, h.unsure = h.handled || sub.handled, h.unsure || sub.unsure
		h.retried, h.bad = h.retried || sub.retried, h.bad || sub.bad
		if sub.handled || sub.unsure || sub.bad {
			return next, true
		}
		for j, l := range sub.results {
			next.results[j] = l
		}
	}
	if len(fns) == 0 && len(r.results) > 0 && x.throughForeign(s, h, next) {
		return next, true
	}
	return next, false
}

// throughForeign does the same by the facts of other packages.
func (x *index) throughForeign(s site, h *help, next raw) bool {
	common := s.instr.Common()
	fn := declaredFunc(common)
	if fn == nil {
		h.unsure = true
		return true
	}
	arg := s.via
	if !common.IsInvoke() && common.Signature().Recv() != nil {
		arg--
	}
	var r retries
	if x.pass.ImportObjectFact(fn, &r) {
		for _, p := range r.Params {
			if p == arg {
				h.handled, h.retried = true, true
				return true
			}
		}
		for _, p := range r.Handles {
			if p == arg {
				h.handled = true
				return true
			}
		}
	}
	var f forwards
	if x.pass.ImportObjectFact(fn, &f) {
		for _, fl := range f.Flows {
			if fl.From == arg {
				next.results[fl.To] = fl.Level
			}
		}
		return false
	}
	if !inStd(fn) {
		h.unsure = true
		return true
	}
	for i := range fn.Signature().Results().Len() {
		if isError(fn.Signature().Results().At(i).Type()) {
			next.results[i] = wrapped // as filepath.WalkDir
		}
	}
	return false
}
