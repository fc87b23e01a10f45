package flow

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// Place spells a position as "importpath/base.go:line:column".
func Place(fset *token.FileSet, pkg string, pos token.Pos) string {
	p := fset.Position(pos)
	return fmt.Sprintf("%s:%d:%d", path.Join(pkg, filepath.Base(p.Filename)), p.Line, p.Column)
}

// concludeSafely tells the story of a registration to its end; where that
// fails, no effect is known.
func (e *engine) concludeSafely(r *Registration) {
	if !keepPanics {
		defer func() {
			switch failed := recover(); failed {
			case nil:
			case tooMuch{}:
				panic(failed) // so is what comes next
			default:
				r.Branches = e.all(r.Set, Branch{Effect: signals.UnknownEffect})
			}
		}()
	}
	e.conclude(r)
}

// conclude tells the story of a registration to its end.
func (e *engine) conclude(r *Registration) {
	switch {
	case r.Func == "Ignore":
		r.Branches = e.all(r.Set, Branch{Effect: signals.Nothing})
	case r.Func == Given:
		r.Branches = e.all(r.Set, Branch{Effect: signals.UnknownEffect})
	case r.open != nil && r.open.Kind == OpenWait:
		r.Branches = e.waited(r)
	case r.open != nil && (r.open.Kind == OpenCallback || r.open.Kind == OpenSet && r.open.Index >= 0):
		r.Branches = e.calledBack(r)
	case r.open != nil && r.open.Kind == OpenSet:
		r.Branches = pick(r.open.Branches, e.sortedSignals(r.Set))
	case r.Func == "NotifyContext":
		r.Branches = e.context(r)
	default:
		r.Branches = e.received(r)
	}
	r.Branches = slices.DeleteFunc(r.Branches, func(b Branch) bool { return r.undoes(b.Signal) })
	for i, b := range r.Branches {
		if slices.Contains(r.hooked, b.Signal) {
			r.Branches[i].Effect, r.Branches[i].Action = signals.Nothing, ""
		}
		if slices.Contains(r.handed, b.Signal) {
			r.Branches[i].Effect = signals.UnknownEffect // each caller's function tells
			r.Branches[i].Action = ""
		}
	}
}

// all gives every signal of a set the same branch.
func (e *engine) all(set signals.Set, b Branch) []Branch {
	var out []Branch
	for _, name := range e.sortedSignals(set) {
		b.Signal = name
		out = append(out, b)
	}
	return out
}

// received tells what the receives of a registered channel do.
func (e *engine) received(r *Registration) []Branch {
	uses := e.receives(r)
	if len(uses) > 0 {
		together := e.together(r)
		key := toldKey{&uses[0], len(uses), setKey(r.Set), companyOf(together)}
		out, ok := e.told[key]
		if !ok {
			out = e.branches(r.Set, together, uses)
			e.told[key] = out
		}
		return slices.Clone(out)
	}
	if b := e.elsewhere(r); b != nil {
		return b
	}
	if b := e.sharedBranches(r); b != nil {
		return b
	}
	if r.Channel == nil || e.escapes(r) {
		return e.all(r.Set, Branch{Effect: signals.UnknownEffect})
	}
	return e.all(r.Set, Branch{Effect: signals.Nothing})
}

// A toldKey is all that the branches of a registration follow from.
type toldKey struct {
	uses **use // usesOf gives the same list again
	n    int
	set  string
	with company
}

func setKey(s signals.Set) string {
	return fmt.Sprint(s.All, s.Unknown, strings.Join(s.Names, " "))
}

// elsewhere tells what a function of another package does with the channel it
// is given, if a fact knows; where it sends on what comes, what is done with that.
func (e *engine) elsewhere(r *Registration) []Branch {
	for _, u := range e.escapesOf(r.Roots) {
		call, ok := u.instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		o := e.given(call, u.ch)
		switch {
		case o == nil:
		case !o.Goes:
			return pick(o.Branches, e.sortedSignals(r.Set))
		default:
			if uses := e.receivesOf(call); len(uses) > 0 {
				return e.branches(r.Set, e.together(r), uses)
			}
		}
	}
	return nil
}

// receivesOf returns the receives of the channels of signals that a call yields.
func (e *engine) receivesOf(call ssa.CallInstruction) []*use {
	v, ok := call.(ssa.Value)
	if !ok {
		return nil
	}
	var uses []*use
	i := 0
	for result := range call.Common().Signature().Results().Variables() {
		if signalChan(result.Type()) {
			uses = append(uses, e.usesOf(useReceive, result.Type(), []values.Root{{Kind: values.Result, Value: v, Index: i}})...)
		}
		i++
	}
	return uses
}

// given returns what the callee does with a channel it is given, or nil.
func (e *engine) given(call ssa.CallInstruction, ch ssa.Value) *Open {
	callee := e.ix.Static(call.Common())
	if callee == nil || callee.Object() == nil {
		return nil
	}
	var fact reaches
	obj, ok := callee.Object().(*types.Func)
	if !ok || !e.pass.ImportObjectFact(obj.Origin(), &fact) {
		return nil
	}
	for _, o := range fact.Opens {
		if o.Kind == OpenReceive && o.Index < len(call.Common().Args) && call.Common().Args[o.Index] == ch {
			return &o
		}
	}
	return nil
}

// pick returns the branches of some signals.
func pick(branches []Branch, names []string) []Branch {
	var out []Branch
	for _, name := range names {
		for _, b := range branches {
			if b.Signal == name {
				out = append(out, b)
			}
		}
	}
	return out
}

// escapes reports whether a registered channel goes where it cannot be followed.
func (e *engine) escapes(r *Registration) bool {
	if len(e.escapesOf(r.Roots)) > 0 {
		return true
	}
	for _, root := range r.Roots {
		switch root.Kind {
		case values.Param, values.Result, values.Unknown:
			return true
		case values.Field, values.Global:
			if root.Obj == nil || root.Obj.Exported() || root.Obj.Pkg() != e.pass.Pkg {
				return true
			}
		}
	}
	return false
}

// together returns all signals that are registered on the channel of r, or by
// the same call, also by other registrations.
func (e *engine) together(r *Registration) signals.Set {
	set := r.Set
	if e.byRoots == nil { // while they are being found
		e.work(len(e.regs))
		for _, other := range e.regs {
			if other.Instr == r.Instr || values.Share(other.Roots, r.Roots) {
				set = set.Union(other.Set)
			}
		}
		return set
	}
	roots := e.names.set(r.Roots)
	union, ok := e.unions[roots]
	if !ok {
		for _, other := range e.byRoots.sharing(roots, byPlace, e.work) {
			union = union.Union(other.Set)
		}
		e.unions[roots] = union
	}
	return set.Union(e.byInstr[r.Instr]).Union(union)
}

// byPlace orders registrations; in their union the order is of no matter.
func byPlace(a, b *Registration) int { return strings.Compare(a.place, b.place) }

// branches follows each signal of a set from each receive. One that acts
// outweighs one that ignores. All are the signals that come the same way.
func (e *engine) branches(set, all signals.Set, uses []*use) []Branch {
	var out []Branch
	for _, name := range e.sortedSignals(set) {
		var best Branch
		e.work(len(uses))
		for i, u := range uses {
			b := e.branch(u, name, all)
			if i == 0 || better(b, best, name) {
				best = b
			}
		}
		out = append(out, best)
	}
	return out
}

// better reports whether branch b tells more of what the program does than a.
func better(b, a Branch, signal string) bool {
	return weight(b.Effect, signal) > weight(a.Effect, signal)
}

func weight(e signals.Effect, signal string) int {
	switch e {
	case signals.Terminates:
		if requestsEnd(signal) {
			return 5
		}
		return 3
	case signals.Continues:
		return 4
	case signals.Nothing:
		return 2
	}
	return 1
}

// A singleKey is all that one branch follows from.
type singleKey struct {
	use  *use
	name string
	with company
}

// branch follows one signal from one receive.
func (e *engine) branch(u *use, name string, set signals.Set) Branch {
	key := singleKey{u, name, companyOf(set)}
	b, ok := e.single[key]
	if !ok {
		b = e.newBranch(u, name, set)
		e.single[key] = b
	}
	return b
}

func (e *engine) newBranch(u *use, name string, set signals.Set) Branch {
	f := e.follow(u, name)
	e.soften(u, f, name)
	e.setApart(u, f, name, set)
	b := Branch{Signal: name, Effect: effects[f.verdict(name, set)]}
	b.Action = action(f, b.Effect)
	b.Place = e.place(f.place(u))
	return b
}

// place returns where the branch for the signal stands.
func (f *followed) place(u *use) token.Pos {
	if f.ev.namedAt.IsValid() {
		return f.ev.namedAt
	}
	for _, a := range f.acts {
		if a.Depth == 0 && a.Pos().IsValid() && a.Kind != Logs {
			return a.Pos()
		}
	}
	return usePos(u)
}

// usePos returns the position of a use, also of one in a select.
func usePos(u *use) token.Pos {
	if s, ok := u.instr.(*ssa.Select); ok && u.state >= 0 {
		return s.States[u.state].Pos
	}
	return u.instr.Pos()
}

// waited follows a helper of another package that waits and returns, from its
// call here.
func (e *engine) waited(r *Registration) []Branch {
	var out []Branch
	for _, name := range e.sortedSignals(r.Set) {
		ev := e.newEvaluator(r.Instr, name, 0)
		fr := &frame{ev: ev, fn: r.Instr.Parent(), env: make(map[ssa.Value]val)}
		if call, ok := r.Instr.(ssa.Value); ok && r.open.Goes {
			if v := resultOf(call, r.open.Index); v != nil {
				fr.env[v] = val{kind: isSig, signal: name, got: true}
			}
		}
		var f *followed
		if _, isCall := r.Instr.(*ssa.Call); isCall {
			f = ev.rest(fr, r.Instr)
		} else {
			f = &followed{ev: ev, exits: exitSet{{kind: goes}}}
		}
		f.named, f.others = ev.isNamed, ev.others
		b := Branch{Signal: name, Effect: effects[f.verdict(name, e.together(r))], Place: e.place(f.place(&use{instr: r.Instr, state: -1}))}
		if b.Effect == signals.Terminates && tellsOfChange(name) && name != "SIGCHLD" {
			b.Effect = signals.Continues // what ends the program in the end is not that the wait is over
		}
		b.Action = action(f, b.Effect)
		out = append(out, b)
	}
	return out
}

// ParsePlace takes a place of a Handler or Branch apart.
func ParsePlace(place string) (file string, line, column int) {
	parts := strings.Split(place, ":")
	n := len(parts)
	if n < 3 {
		return place, 0, 0
	}
	line, _ = strconv.Atoi(parts[n-2])
	column, _ = strconv.Atoi(parts[n-1])
	return strings.Join(parts[:n-2], ":"), line, column
}

// File spells the file of a position as Place does.
func File(fset *token.FileSet, pkg string, pos token.Pos) string {
	file, _, _ := ParsePlace(Place(fset, pkg, pos))
	return file
}
