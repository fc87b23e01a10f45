package flow

import (
	"cmp"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A reach is how surely something is reached; less is surer.
type reach struct {
	may     bool
	cond    Condition
	command string
	via     string // the package of commands that must run one besides
}

// then is the reach of what is reached by s from what is reached by r.
func (r reach) then(s reach) reach {
	r.may = r.may || s.may
	r.cond = r.cond.And(s.cond)
	r.command = within(r.command, s.command)
	if s.via != "" {
		r.via = s.via
	}
	return r
}

// An edge leads from a function to one that it refers to.
type edge struct {
	to *ssa.Function // of this package; else at is set
	at reachSet      // what a function of another package reaches
	of types.Object  // that function
	by reach
	in ssa.Instruction // that refers to it
}

// reachSet maps handlers to how they are reached. A handler that is reached
// only under different subcommands has an entry for each.
type reachSet map[reachKey]reach

type reachKey struct {
	handler int
	command string
	via     string
}

// add notes a reach, and reports whether it says something new.
func (s reachSet) add(handler int, r reach) bool {
	key := reachKey{handler, r.command, r.via}
	old, ok := s[key]
	if !ok {
		s[key] = r
		return true
	}
	if old.cond.covers(r.cond) && (r.may || !old.may) {
		return false
	}
	s[key] = reach{may: old.may && r.may, cond: old.cond.Or(r.cond), command: r.command, via: r.via}
	return true
}

// keys lists the keys in a fixed order.
func (s reachSet) keys() []reachKey {
	return slices.SortedFunc(maps.Keys(s), func(a, b reachKey) int {
		return cmp.Or(cmp.Compare(a.handler, b.handler), strings.Compare(a.command, b.command), strings.Compare(a.via, b.via))
	})
}

// summarise finds what each function reaches and exports the facts.
func (e *engine) summarise(res *Result) {
	sets := make(reachSets)
	for _, r := range e.regs {
		if e.dead(r.Instr.Block()) {
			continue
		}
		e.concludeSafely(r)
		ways := e.waysToRegister(r).reaches()
		for _, p := range e.parts(r) {
			for _, by := range ways {
				sets.of(r.Owner).add(e.handler(p.handler), by.then(reach{cond: p.cond}))
			}
		}
	}
	e.borrow(sets)
	e.markAdding(sets)
	for _, fn := range e.ix.Funcs {
		if len(e.inC) > 0 && callsC(fn) {
			sets[fn] = make(reachSet)
			for _, h := range e.inC {
				sets[fn].add(e.handler(h), reach{})
			}
		}
	}
	edges := make(map[*ssa.Function][]edge)
	for _, fn := range e.ix.Funcs {
		edges[fn] = e.edges(fn)
	}
	e.qualify(sets, edges)
	e.close(sets, edges)
	e.export(sets)
	e.exportKept(sets)
	e.offer()
	initial := e.initial(sets)
	carried, methods := e.show()
	if len(e.table)+len(initial)+len(e.opens)+len(carried)+len(methods) > 0 {
		e.pass.ExportPackageFact(&handlers{List: e.table, Init: initial, Carried: carried, Methods: methods})
	}
	if e.pass.Pkg.Name() == "main" {
		all := reachSet{}
		for _, r := range initial {
			all.add(r.Handler, reach{r.May, r.Condition, r.Command, r.Via})
		}
		if main := e.ix.Pkg.Func("main"); main != nil {
			for _, k := range sets[main].keys() {
				all.add(k.handler, sets[main][k])
			}
		}
		res.Main = sorted(e.filled(e.byThemselves(e.run(all))))
		if res.Main == nil {
			res.Main = []Reach{}
		}
	}
	res.Handlers = e.table
}

// edges lists what a function refers to.
func (e *engine) edges(fn *ssa.Function) []edge {
	var out []edge
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if phi, ok := instr.(*ssa.Phi); ok {
				out = append(out, e.chosen(phi)...)
				continue
			}
			found := e.runs(e.mentioned(instr), instr)
			e.work(len(found))
			for _, ed := range found {
				ed.in = instr
				out = append(out, ed)
			}
		}
	}
	return out
}

// under adds to edges how they are reached.
func under(ways ByCommand, own reach, found []edge) []edge {
	var out []edge
	for _, by := range ways.reaches() {
		for _, ed := range found {
			ed.by = by.then(own).then(ed.by)
			out = append(out, ed)
		}
	}
	return out
}

// chosen lists the functions that a variable may be, on the ways to it.
func (e *engine) chosen(phi *ssa.Phi) []edge {
	var out []edge
	for i, v := range phi.Edges {
		if fn, ok := v.(*ssa.Function); ok {
			out = append(out, under(e.along(phi.Block().Preds[i], phi.Block()), reach{}, e.refer(nil, fn, reach{}))...)
		}
	}
	return out
}

// mentioned lists what an instruction refers to.
func (e *engine) mentioned(instr ssa.Instruction) []edge {
	var found []edge
	var buf [10]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		switch x := (*op).(type) {
		case *ssa.Function:
			if keptIn(instr, x) == nil {
				found = e.refer(found, x, reach{})
			}
		case *ssa.Global:
			found = e.read(found, instr, x)
		}
	}
	switch instr := instr.(type) {
	case *ssa.MakeInterface:
		found = e.implements(found, instr)
	case *ssa.Call:
		found = e.runsCommand(found, instr)
	case *ssa.Store:
		found = e.takesOver(found, instr)
	}
	return found
}

// refer adds the edge to one function.
func (e *engine) refer(out []edge, f *ssa.Function, by reach) []edge {
	out = e.instantiates(out, f)
	f = e.ix.Declared(f)
	if e.ix.Local(f) {
		return append(out, edge{to: f, by: by})
	}
	if obj, ok := f.Object().(*types.Func); ok {
		return e.referObject(out, obj.Origin(), by)
	}
	return out
}

// referObject adds the edge to a function, or to a variable that one is kept
// in, of another package.
func (e *engine) referObject(out []edge, obj types.Object, by reach) []edge {
	if obj.Pkg() == nil {
		return out
	}
	fn, isFunc := obj.(*types.Func)
	if obj.Pkg() == e.pass.Pkg {
		if !isFunc {
			return out
		}
		if f := e.ix.Pkg.Prog.FuncValue(fn); e.ix.Local(f) {
			return append(out, edge{to: f, by: by})
		}
		return out
	}
	if isFunc && opensPlugins(fn) {
		return append(out, edge{at: reachSet{{handler: e.handler(Handler{Func: InPlugin, Rest: true})}: {}}, by: by})
	}
	if at := e.reaches(obj); len(at) > 0 {
		return append(out, edge{at: at, by: by, of: obj})
	}
	return out
}

// reaches returns what a function or variable of another package reaches, as
// facts tell.
func (e *engine) reaches(obj types.Object) reachSet {
	if len(e.imports) == 0 {
		return nil
	}
	at, ok := e.foreign[obj]
	if !ok {
		at = e.reachesOf(obj)
		e.foreign[obj] = at
	}
	return at
}

func (e *engine) reachesOf(obj types.Object) reachSet {
	fn, isFunc := obj.(*types.Func)
	h := e.imports[obj.Pkg()]
	switch {
	case h == nil && isFunc:
		return e.methodReaches(fn)
	case h == nil:
		return nil
	case h.Any && isFunc:
		return e.unknown()
	}
	var fact reaches
	if !e.pass.ImportObjectFact(obj, &fact) || len(fact.List) == 0 {
		return nil
	}
	at := make(reachSet)
	e.adopt(at, h, fact.List)
	return e.decide(at, obj.Pkg())
}

// handler returns the index of a handler in the package's table.
func (e *engine) handler(h Handler) int {
	key := h.Place + " " + h.Func
	if h.Rest {
		key += " rest" + strings.Join(h.Fields, " ")
	}
	for _, b := range h.Branches {
		key += " " + b.Signal + string(b.Effect) + b.Place
	}
	if i, ok := e.tableAt[key]; ok {
		return i
	}
	e.table = append(e.table, h)
	e.tableAt[key] = len(e.table) - 1
	return len(e.table) - 1
}

// handlerOf puts a registration in the form of the facts.
func (e *engine) handlerOf(r *Registration) Handler {
	h := Handler{Func: r.Func, Place: r.place, Branches: r.Branches}
	if r.Set.Unknown {
		h.Branches = pick(r.Branches, slices.Clone(r.Set.Names))
		h.Rest = true
		h.open(r.fields, r.Set, r.Branches)
	}
	return h
}

// initial lists what the initialisers of the package and its imports reach.
func (e *engine) initial(sets reachSets) []Reach {
	all := reachSet{}
	for _, fn := range e.ix.Funcs {
		if setsVariables(fn) || fn.Parent() == nil && strings.HasPrefix(fn.Name(), "init#") {
			for _, k := range sets[fn].keys() {
				all.add(k.handler, sets[fn][k])
			}
		}
	}
	e.importedInit(all)
	return sorted(all)
}

// setsVariables reports whether a function is the one that sets the variables of
// a package to their first values; methods may have its name.
func setsVariables(fn *ssa.Function) bool {
	return fn.Name() == "init" && fn.Parent() == nil && fn.Signature.Recv() == nil
}

// directImports returns the imports of the package in the order of their paths.
func (e *engine) directImports() []*types.Package {
	byPath := func(a, b *types.Package) int { return strings.Compare(a.Path(), b.Path()) }
	return slices.SortedFunc(slices.Values(e.pass.Pkg.Imports()), byPath)
}

// importedInit adds what the initialisers of the imports reach.
func (e *engine) importedInit(all reachSet) {
	for _, p := range e.directImports() {
		h := e.imports[p]
		if h == nil {
			continue
		}
		e.adopt(all, h, h.Init)
	}
}

// sorted lists a set in a fixed order.
func sorted(set reachSet) []Reach {
	var out []Reach
	for _, k := range set.keys() {
		r := set[k]
		out = append(out, Reach{k.handler, r.may, r.cond, r.command, r.via})
	}
	return out
}

// export exports the facts of functions, fields and variables.
func (e *engine) export(sets reachSets) {
	for _, fn := range e.ix.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || fn.Parent() != nil || !obj.Exported() || e.pass.Pkg.Name() == "main" && fn.Signature.Recv() == nil {
			continue
		}
		fact := &reaches{List: sorted(sets[fn]), Opens: e.opensOf(fn), Makes: e.makes(fn)}
		if len(fact.List) == 0 && len(fact.Opens) == 0 {
			continue
		}
		e.work(len(fact.List) + len(fact.Opens))
		for _, r := range fact.List {
			fact.names = append(fact.names, e.summary(r.Handler))
		}
		e.pass.ExportObjectFact(obj, fact)
	}
}

// opensOf returns what is left to the callers of fn, each once, in order.
func (e *engine) opensOf(fn *ssa.Function) []Open {
	opens := e.opens[fn]
	slices.SortStableFunc(opens, func(a, b Open) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), cmp.Compare(a.Index, b.Index), strings.Compare(a.Place, b.Place))
	})
	return slices.CompactFunc(opens, func(a, b Open) bool {
		return a.Kind == b.Kind && a.Index == b.Index && a.Place == b.Place && a.From == b.From && a.Signals.Equal(b.Signals)
	})
}

// summary spells a handler of the table, once.
func (e *engine) summary(handler int) string {
	for i := len(e.spelt); i < len(e.table); i++ {
		e.spelt = append(e.spelt, e.table[i].summary())
	}
	return e.spelt[handler]
}

// summary spells a handler for tests: "SIGHUP continues, SIGTERM terminates".
func (h Handler) summary() string {
	if h.Func == Runs {
		return Runs + " " + h.Place
	}
	var parts []string
	for _, b := range h.Branches {
		parts = append(parts, b.Signal+" "+string(b.Effect))
	}
	if len(parts) > 8 {
		parts = append(parts[:8], "...")
	}
	if h.Rest {
		parts = append(parts, "unknown")
	}
	return strings.Join(parts, ", ")
}
