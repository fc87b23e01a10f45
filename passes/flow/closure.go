package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// reachSets has what each function reaches.
type reachSets map[*ssa.Function]reachSet

// of returns the set of a function, made when first asked for.
func (s reachSets) of(fn *ssa.Function) reachSet {
	set := s[fn]
	if set == nil {
		set = make(reachSet)
		s[fn] = set
	}
	return set
}

// qualify drops the edges that lead to no handler, which are nearly all, and
// adds to the others what their place depends on.
func (e *engine) qualify(sets reachSets, edges map[*ssa.Function][]edge) {
	leads := leading(sets, edges)
	if e.methodsOf = e.ownMethods(leads, edges); len(e.methodsOf)+len(e.hot()) > 0 {
		e.markCalls(edges, e.methodsOf)
		leads = leading(sets, edges)
	}
	for _, fn := range e.ix.Funcs {
		var kept []edge
		for _, ed := range edges[fn] {
			if ed.to != nil && !leads[ed.to] {
				continue
			}
			if ed.in == nil {
				kept = append(kept, ed)
				continue
			}
			if b := ed.in.Block(); !e.dead(b) {
				for _, own := range e.reachesFor(ed.in) {
					for _, by := range e.waysTo(b).reaches() {
						e.work(1)
						ed := ed
						ed.by = by.then(own).then(ed.by)
						kept = append(kept, ed)
					}
				}
			}
		}
		edges[fn] = kept
	}
}

// reachesFor lists how what an instruction refers to is reached besides: with
// the subcommand that it is for, and without one where that is then run.
func (e *engine) reachesFor(instr ssa.Instruction) []reach {
	own := reach{command: e.commandOf(instr), via: e.heldFor(instr)}
	if own.command == "" || !e.subcommands().defaults[own.command] {
		return []reach{own}
	}
	return []reach{own, {command: alone, via: own.via}}
}

// leading returns the functions that reach a handler somehow.
func leading(sets reachSets, edges map[*ssa.Function][]edge) map[*ssa.Function]bool {
	leads := make(map[*ssa.Function]bool)
	var work []*ssa.Function
	add := func(fn *ssa.Function) {
		if !leads[fn] {
			leads[fn] = true
			work = append(work, fn)
		}
	}
	for fn := range sets {
		add(fn)
	}
	from := make(map[*ssa.Function][]*ssa.Function)
	for fn, list := range edges {
		for _, ed := range list {
			if ed.to == nil {
				add(fn)
			} else {
				from[ed.to] = append(from[ed.to], fn)
			}
		}
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, up := range from[fn] {
			add(up)
		}
	}
	return leads
}

// close carries what functions reach to those that refer to them: callees
// before callers, and round those that refer to each other until nothing is new.
func (e *engine) close(sets reachSets, edges map[*ssa.Function][]edge) {
	for _, ring := range components(e.ix.Funcs, edges) {
		for changed := true; changed; {
			changed = false
			for _, fn := range ring {
				changed = e.carry(sets, fn, edges[fn]) || changed
			}
			changed = changed && (len(ring) > 1 || refersTo(edges[ring[0]], ring[0]))
		}
	}
}

func refersTo(edges []edge, fn *ssa.Function) bool {
	return slices.ContainsFunc(edges, func(ed edge) bool { return ed.to == fn })
}

// carry adds to the set of fn what it refers to, and reports whether that says
// something new.
func (e *engine) carry(sets reachSets, fn *ssa.Function, edges []edge) bool {
	changed := false
	for _, ed := range edges {
		for _, reached := range []reachSet{ed.at, sets[ed.to]} {
			e.work(len(reached))
			for _, k := range reached.keys() {
				if r, ok := e.through(ed, k.handler, reached[k]); ok {
					changed = sets.of(fn).add(k.handler, r) || changed
				}
			}
		}
	}
	return changed
}

// components returns the functions in groups that refer to each other, the
// ones referred to before those that refer to them (Tarjan's algorithm, without
// recursion: chains of calls may be long).
func components(funcs []*ssa.Function, edges map[*ssa.Function][]edge) [][]*ssa.Function {
	type visit struct {
		fn   *ssa.Function
		next int // edge to look at
	}
	var rings [][]*ssa.Function
	var stack []*ssa.Function
	number, low := make(map[*ssa.Function]int), make(map[*ssa.Function]int)
	waiting := make(map[*ssa.Function]bool)
	for _, root := range funcs {
		if number[root] > 0 {
			continue
		}
		var work []visit
		enter := func(fn *ssa.Function) {
			number[fn] = len(number) + 1
			low[fn] = number[fn]
			stack, waiting[fn] = append(stack, fn), true
			work = append(work, visit{fn: fn})
		}
		enter(root)
		for len(work) > 0 {
			v := &work[len(work)-1]
			if v.next < len(edges[v.fn]) {
				to := edges[v.fn][v.next].to
				v.next++
				switch {
				case to == nil:
				case number[to] == 0:
					enter(to)
				case waiting[to]:
					low[v.fn] = min(low[v.fn], number[to])
				}
				continue
			}
			fn := v.fn
			work = work[:len(work)-1]
			if len(work) > 0 {
				up := work[len(work)-1].fn
				low[up] = min(low[up], low[fn])
			}
			if low[fn] == number[fn] {
				i := len(stack) - 1
				for ; stack[i] != fn; i-- {
					waiting[stack[i]] = false
				}
				waiting[fn] = false
				rings = append(rings, append([]*ssa.Function(nil), stack[i:]...))
				stack = stack[:i]
			}
		}
	}
	return rings
}
