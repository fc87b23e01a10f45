package flow

import (
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// keptIn returns the package variable that an initialiser keeps a function in,
// or nil. That is no call: who reads the variable may make one.
func keptIn(instr ssa.Instruction, fn *ssa.Function) *ssa.Global {
	s, ok := instr.(*ssa.Store)
	if !ok || s.Val != fn || s.Parent().Synthetic == "" || s.Parent().Name() != "init" {
		return nil
	}
	g, _ := s.Addr.(*ssa.Global)
	return g
}

// read adds what the functions reach that are kept in a variable that is read.
func (e *engine) read(out []edge, instr ssa.Instruction, g *ssa.Global) []edge {
	if s, ok := instr.(*ssa.Store); ok && s.Addr == g && s.Val != g {
		return out
	}
	if g.Pkg == e.ix.Pkg {
		for _, v := range e.ix.StoredGlobal(g) {
			if fn, ok := v.(*ssa.Function); ok {
				out = e.refer(out, fn, reach{})
			}
		}
		return out
	}
	if v, ok := g.Object().(*types.Var); ok {
		return e.referObject(out, v, reach{})
	}
	return out
}

// exportKept exports facts of the variables that functions are kept in.
func (e *engine) exportKept(sets reachSets) {
	members := e.ix.Pkg.Members
	for _, name := range slices.Sorted(maps.Keys(members)) {
		g, ok := members[name].(*ssa.Global)
		if !ok || g.Object() == nil || !g.Object().Exported() {
			continue
		}
		all := reachSet{}
		for _, v := range e.ix.StoredGlobal(g) {
			fn, ok := v.(*ssa.Function)
			if !ok {
				continue
			}
			for _, ed := range e.refer(nil, fn, reach{}) {
				for _, reached := range []reachSet{ed.at, sets[ed.to]} {
					for _, k := range reached.keys() {
						all.add(k.handler, reached[k])
					}
				}
			}
		}
		if list := sorted(all); len(list) > 0 {
			e.pass.ExportObjectFact(g.Object(), &reaches{List: list})
		}
	}
}
