package interrupts

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A judge turns the verdicts on a package's calls into its result.
type judge struct {
	x      *index
	res    *Result
	raws   map[*ssa.Function]raw    // of functions that hand out an EINTR
	calls  map[*ssa.Function]source // whose EINTR that is
	found  []finding
	closed []site                   // closes reported
	told   map[*ssa.Function]bool   // of raws: there is a finding already
	at     map[ssa.Instruction]bool // sites already reported
}

// A finding is a failure that waits to hear whether a dead test explains it.
type finding struct {
	src   source
	v     verdict
	touch []ssa.Instruction
}

func (j *judge) judge() {
	j.helpers()
	j.importedHelpers()
	for _, fn := range j.x.funcs {
		for _, b := range live(fn) {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					for _, src := range j.x.sourcesAt(fn, call) {
						j.source(src)
					}
				}
			}
		}
	}
	dead := j.deadTests()
	for _, f := range j.found {
		if !slices.ContainsFunc(f.touch, func(i ssa.Instruction) bool { return dead[i] }) {
			j.report(f)
		}
	}
	j.sort()
}

// source follows one interruptible call.
func (j *judge) source(src source) {
	x := j.x
	if src.entry.Remedy == Closed {
		j.close(src)
		return
	}
	if src.from == nil {
		src.tier = x.raised(src.entry, src.site)
	}
	c := &chase{x: x, seen: make(map[walkKey]bool), raws: make(map[*ssa.Function]raw)}
	v := c.follow(src.site, src.raw, 0)
	for fn, r := range c.raws {
		old, ok := j.calls[fn]
		if kept := j.raws[fn]; ok && old.tier == src.tier {
			kept.need = common(kept.need, r.need)
			j.raws[fn], r.need = kept, kept.need
		}
		if !ok || src.tier < old.tier || src.tier == old.tier && src.name < old.name {
			j.raws[fn], j.calls[fn] = r, src
		}
	}
	if src.entry.Remedy == Connect && !x.linux && src.site.via < 0 && x.walkSite(src.site, src.raw, true).retried {
		j.res.Bad = append(j.res.Bad, Bad{Pos: src.site.instr.Pos(), Func: src.name, Connect: true})
		return
	}
	if len(v.fails) == 0 || j.pardoned(src) {
		return
	}
	touch := []ssa.Instruction{src.site.instr}
	for _, f := range v.fails {
		touch = append(touch, f.site.instr)
	}
	for fn := range c.raws {
		if j.calls[fn].site == src.site {
			j.told[fn] = true // whoever calls it need not hear of it again
		}
	}
	j.found = append(j.found, finding{src, v, touch})
}

// pardoned reports whether a call that fails unheard does no harm.
func (j *judge) pardoned(src source) bool {
	unused := discarded(src.site.instr)
	switch {
	case src.from != nil && j.x.inTest(src.site.instr.Pos()):
		return true // the wrapper's own story covers it
	case unused && (src.entry.Tier > Default || src.entry.Kernel == "futex"):
		return true // meant to be tried once; futex wakes up for nothing anyway
	case unused && looksLate(src), toldReady(src):
		return true
	case src.entry.Remedy == Connect && j.inProgress(src.site), j.wouldBlock(src):
		return true // a socket that does not block is not interrupted
	case onPurpose(src.site.fn):
		return true
	}
	return false
}

// looksLate reports whether a wait for descriptors, its results unused, leaves
// no other trace of an interruption than of the end of its time: poll clears
// the events, where select leaves its sets as they were.
func looksLate(src source) bool {
	if src.entry.Kernel != "poll" && src.entry.Kernel != "ppoll" || forever(src) {
		return false
	}
	args := src.site.instr.Common().Args
	return len(args) > 0 && src.site.via < 0 && !zeroValue(args[0]) // of no descriptor it is a sleep
}

// toldReady reports whether a call reads from the descriptor that an event of
// epoll names, so that there is something to read and it does not wait.
func toldReady(src source) bool {
	args := src.site.instr.Common().Args
	if !strings.HasPrefix(src.entry.Kernel, "recv") && !strings.HasPrefix(src.entry.Kernel, "read") ||
		src.site.via >= 0 || src.entry.FD < 0 || src.entry.FD >= len(args) {
		return false
	}
	fd := args[src.entry.FD]
	for {
		c, ok := fd.(*ssa.Convert)
		if !ok {
			break
		}
		fd = c.X
	}
	load, ok := fd.(*ssa.UnOp)
	if !ok {
		return false
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	event, ok := types.Unalias(field.X.Type().Underlying().(*types.Pointer).Elem()).(*types.Named)
	return ok && event.Obj().Name() == "EpollEvent"
}

// onPurpose reports whether the comment on a function says that its EINTR is
// meant to get through.
func onPurpose(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	if !ok {
		return false
	}
	doc := strings.ToLower(decl.Doc.Text())
	return strings.Contains(doc, "eintr") && slices.ContainsFunc([]string{"allows", "by design", "deliberate", "intention", "on purpose"},
		func(word string) bool { return strings.Contains(doc, word) })
}

// discarded reports whether nothing of what a call returns is used.
func discarded(instr ssa.CallInstruction) bool {
	v := instr.Value()
	if v == nil {
		return true
	}
	for _, ref := range *v.Referrers() {
		e, ok := ref.(*ssa.Extract)
		if !ok || len(*e.Referrers()) > 0 {
			return false
		}
	}
	return true
}

// report adds a finding: at the interruptible call where nobody tests for it,
// at the callers that give up where others do test.
func (j *judge) report(f finding) {
	root := true
	if f.v.tested {
		root = slices.ContainsFunc(f.v.fails, func(fl failure) bool { return fl.depth == 0 })
	}
	if root {
		u := j.unhandled(f.src)
		if fl := f.v.fails[0]; fl.site.fn != f.src.site.fn {
			u.GivenUp = fl.pos
		}
		j.add(f.src.site.instr, u)
		return
	}
	for _, fl := range f.v.fails {
		u := j.unhandled(f.src)
		u.Pos, u.Wraps, u.Inner = fl.site.instr.Pos(), f.src.site.instr.Pos(), f.src.name
		u.Tier = j.x.raisedAt(f.src, fl.site)
		if fn := declaredFunc(fl.site.instr.Common()); fn != nil {
			u.Name = shortName(fn)
		}
		j.add(fl.site.instr, u)
	}
}

// shortName returns Name or Type.Name.
func shortName(fn *types.Func) string {
	_, name, _ := strings.Cut(nameOf(fn), ".")
	return name
}

func (j *judge) add(at ssa.Instruction, u Unhandled) {
	if !j.at[at] && u.Pos.IsValid() {
		j.at[at] = true
		j.res.Unhandled = append(j.res.Unhandled, u)
	}
}

func (j *judge) unhandled(src source) Unhandled {
	u := Unhandled{
		Pos:     src.site.instr.Pos(),
		Name:    src.name,
		Tier:    src.tier,
		Remedy:  src.entry.Remedy,
		Forever: forever(src),
		From:    src.from,
		Linux:   j.x.linux,
	}
	if fn := declaredFunc(src.site.instr.Common()); src.from != nil && fn != nil {
		u.Wrapper = fn.Pos()
	}
	return u
}

// forever reports whether the time limit of a call is a constant for none.
func forever(src source) bool {
	args := src.site.instr.Common().Args
	for _, g := range src.entry.Guards {
		if g.kind != isZero && g.kind != zeroTime || g.arg >= len(args) {
			continue
		}
		c, ok := args[g.arg].(*ssa.Const)
		if ok && (c.Value == nil || c.Value.Kind() == constant.Int && constant.Sign(c.Value) < 0) {
			return true
		}
	}
	return false
}

// close judges a close that is called again after EINTR.
func (j *judge) close(src source) {
	if again := j.x.again(src.site, src.raw, 0); again != nil && !j.closedBefore(src.site) {
		c := Close{Pos: src.site.instr.Pos(), Name: src.name}
		if again.fn != src.site.fn {
			c.Again = again.instr.Pos()
		}
		j.res.Closes = append(j.res.Closes, c)
	}
}

// closedBefore reports whether the same close, written twice, has been reported.
func (j *judge) closedBefore(s site) bool {
	for _, other := range j.closed {
		a, b := other.instr.Common().Args, s.instr.Common().Args
		if other.fn == s.fn && len(a) > 0 && len(a) == len(b) && sameValue(a[0], b[0]) {
			return true
		}
	}
	j.closed = append(j.closed, s)
	return false
}

// again returns the site that calls once more, or nil.
func (x *index) again(s site, r raw, depth int) *site {
	if depth > 4 {
		return nil
	}
	if s.via >= 0 {
		var h help
		next, _ := x.through(s, r, &h)
		if h.retried {
			return &s
		}
		r = next
		if len(r.results)+len(r.cells) == 0 {
			return nil
		}
	}
	out := x.walkSite(s, r, true)
	if out.retried {
		return &s
	}
	if !out.leaves() || x.madeHere(s) {
		return nil // a descriptor of its own each time
	}
	for _, caller := range x.sitesOf(s.fn) {
		if found := x.again(caller, out.left(), depth+1); found != nil {
			return found
		}
	}
	return nil
}

// madeHere reports whether the descriptor of a call is made in its function.
func (x *index) madeHere(s site) bool {
	fd, _ := x.descriptor(s)
	w := watchOf(fd)
	if w == nil {
		return false
	}
	for _, set := range []map[ssa.Instruction]bool{w.items, w.makes} {
		for instr := range set {
			if instr.Parent() == s.fn {
				return true
			}
		}
	}
	return false
}

// deadTests reports the tests that no EINTR reaches, and returns the calls
// that are thereby explained.
func (j *judge) deadTests() map[ssa.Instruction]bool {
	x := j.x
	dead := make(map[ssa.Instruction]bool)
	if x.over() {
		return dead // what was not followed may reach any test
	}
	wrapped := make(map[ssa.Instruction]bool)
	for _, o := range x.walks {
		for _, instr := range o.wrong {
			wrapped[instr] = true
		}
	}
	for _, t := range x.tests {
		from := x.causesOf(t.operand)
		calls, ok := from.calls, from.all
		if x.reached[t.instr] {
			continue
		}
		if wrapped[t.instr] {
			j.res.Dead = append(j.res.Dead, Dead{Pos: t.instr.Pos(), Wrapped: true})
			j.explain(t, dead)
			continue
		}
		if !ok || len(calls) == 0 || slices.ContainsFunc(calls, func(c ssa.Instruction) bool { return !x.walked[c] }) {
			continue // it may be the error of something else
		}
		i := slices.IndexFunc(calls, func(c ssa.Instruction) bool { return x.failed[c] })
		if i < 0 {
			continue // handled before
		}
		for _, c := range calls {
			dead[c] = true
		}
		j.res.Dead = append(j.res.Dead, Dead{Pos: t.instr.Pos(), Call: calls[i].Pos()})
	}
	return dead
}

// explain marks the failed calls of a function whose test finds nothing.
func (j *judge) explain(t *test, dead map[ssa.Instruction]bool) {
	for _, f := range j.found {
		for _, instr := range f.touch {
			if instr.Parent() == t.fn {
				dead[instr] = true
			}
		}
	}
}

func (j *judge) sort() {
	slices.SortFunc(j.res.Unhandled, func(a, b Unhandled) int { return cmp.Compare(a.Pos, b.Pos) })
	slices.SortFunc(j.res.Dead, func(a, b Dead) int { return cmp.Compare(a.Pos, b.Pos) })
	slices.SortFunc(j.res.Bad, func(a, b Bad) int { return cmp.Compare(a.Pos, b.Pos) })
	slices.SortFunc(j.res.Closes, func(a, b Close) int { return cmp.Compare(a.Pos, b.Pos) })
}
