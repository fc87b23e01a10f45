package flow

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// keptIn returns the package variable that an initialiser keeps a function in,
// or nil. That is no call: who reads the variable may make one.
func keptIn(instr ssa.Instruction, fn *ssa.Function) *ssa.Global {
	var v ssa.Value = fn
	if c, ok := instr.(*ssa.ChangeType); ok && len(*c.Referrers()) == 1 {
		instr, v = (*c.Referrers())[0], c
	}
	s, ok := instr.(*ssa.Store)
	if !ok || s.Val != v || !setsVariables(s.Parent()) {
		return nil
	}
	if g, ok := s.Addr.(*ssa.Global); ok {
		return g
	}
	if at, ok := s.Addr.(*ssa.IndexAddr); ok {
		return listIn(at.X)
	}
	return nil
}

// listIn returns the package variable that an initialiser keeps a list in, if
// nothing else is done with it.
func listIn(list ssa.Value) *ssa.Global {
	if g, ok := list.(*ssa.Global); ok {
		return g // an array
	}
	var in *ssa.Global
	for _, ref := range *list.Referrers() {
		switch ref := ref.(type) {
		case *ssa.IndexAddr, *ssa.DebugRef:
			continue
		case *ssa.Slice:
			if in == nil {
				in = listIn(ref)
				continue
			}
		case *ssa.Store:
			if g, ok := ref.Addr.(*ssa.Global); ok && ref.Val == list && in == nil {
				in = g
				continue
			}
		}
		return nil
	}
	return in
}

// allKept lists the functions that a variable of the package has kept from the
// begin, or is given later.
func (e *engine) allKept(g *ssa.Global) []*ssa.Function {
	out := slices.Clone(e.keptBy(g))
	for _, v := range e.ix.StoredGlobal(g) {
		if fn := plainFunction(v); fn != nil && !slices.Contains(out, fn) {
			out = append(out, fn)
		}
	}
	return out
}

// keptBy lists the functions that a variable keeps from the begin.
func (e *engine) keptBy(g *ssa.Global) []*ssa.Function {
	if e.keeps == nil {
		e.keeps = make(map[*ssa.Global][]*ssa.Function)
		if init := e.ix.Pkg.Func("init"); init != nil {
			for _, b := range init.Blocks {
				for _, instr := range b.Instrs {
					e.noteKept(instr)
				}
			}
		}
	}
	return e.keeps[g]
}

func (e *engine) noteKept(instr ssa.Instruction) {
	s, ok := instr.(*ssa.Store)
	if !ok {
		return
	}
	if fn := plainFunction(s.Val); fn != nil {
		if c, ok := s.Val.(*ssa.ChangeType); ok {
			instr = c
		}
		if g := keptIn(instr, fn); g != nil {
			e.keeps[g] = append(e.keeps[g], fn)
		}
	}
}

// plainFunction returns the function that a value is, also as one of another
// type, or nil.
func plainFunction(v ssa.Value) *ssa.Function {
	if c, ok := v.(*ssa.ChangeType); ok {
		v = c.X
	}
	fn, _ := v.(*ssa.Function)
	return fn
}

// read adds what the functions reach that are kept in a variable that is read.
func (e *engine) read(out []edge, instr ssa.Instruction, g *ssa.Global) []edge {
	if s, ok := instr.(*ssa.Store); ok && s.Addr == g && s.Val != g {
		return out
	}
	if g.Pkg == e.ix.Pkg {
		for _, fn := range e.allKept(g) {
			out = e.refer(out, fn, reach{})
		}
		return out
	}
	if v, ok := g.Object().(*types.Var); ok {
		return e.referObject(out, v, reach{})
	}
	return out
}

// exportKept exports facts of the variables that functions are kept in, or
// commands that others may add to theirs.
func (e *engine) exportKept(sets reachSets) {
	members := e.ix.Pkg.Members
	for _, name := range slices.Sorted(maps.Keys(members)) {
		g, ok := members[name].(*ssa.Global)
		if !ok || g.Object() == nil || !g.Object().Exported() {
			continue
		}
		all, command := reachSet{}, ""
		for _, v := range e.ix.StoredGlobal(g) {
			command = e.subcommands().name(v)
		}
		for _, fn := range e.allKept(g) {
			for _, ed := range e.refer(nil, fn, reach{}) {
				for _, reached := range []reachSet{ed.at, sets[ed.to]} {
					for _, k := range reached.keys() {
						all.add(k.handler, reached[k])
					}
				}
			}
		}
		if list := sorted(all); len(list) > 0 || command != "" {
			e.pass.ExportObjectFact(g.Object(), &reaches{List: list, Makes: command})
		}
	}
}

// byThemselves strips from what is reached the names of commands of other
// packages that this one runs by themselves.
func (e *engine) byThemselves(all reachSet) reachSet {
	run := make(map[string]bool)
	e.eachInstr(func(instr ssa.Instruction) {
		call, ok := instr.(*ssa.Call)
		if !ok || len(call.Call.Args) == 0 || !hasWord(calledName(call), []string{"Execute", "Run"}) {
			return
		}
		load, ok := call.Call.Args[0].(*ssa.UnOp)
		if !ok {
			return
		}
		var fact reaches
		if g, ok := load.X.(*ssa.Global); ok && g.Pkg != e.ix.Pkg && len(e.imports) > 0 && e.pass.ImportObjectFact(g.Object(), &fact) {
			run[fact.Makes] = fact.Makes != ""
		}
	})
	out := reachSet{}
	for _, k := range all.keys() {
		r := all[k]
		if name, rest, _ := strings.Cut(r.command, " "); run[name] {
			r.command = rest
		}
		out.add(k.handler, r)
	}
	return out
}
