package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
)

// Which of the many things that follow a signal is the one to name? There is
// one answer, for contracts, messages and pictures alike: the act that weighs
// most. What the receiving function does itself outweighs what lies deep below
// it; a name that says it reloads outweighs one that says nothing; what is
// done on the way (to lock, to count, to ask, to tell of it, to mend a failure)
// and what other signals set off as well weigh little.

// principal returns the act that stands for what follows a signal, or nil.
func (f *followed) principal(effect signals.Effect) *Act {
	var best *Act
	most := 0
	for _, a := range f.acts {
		w := f.weight(a, effect)
		if w > most || w == most && best != nil && a.Depth < best.Depth {
			best, most = a, w
		}
	}
	if best != nil && effect == signals.Terminates && (most <= aside || !f.explainsEnd(best)) {
		return nil // that it returns from main needs no words
	}
	return best
}

// aside is the weight of what is done on the way to something else.
const aside = 1

// weight weighs how much an act says about what follows a signal.
func (f *followed) weight(a *Act, effect signals.Effect) int {
	w := telling(a, effect)
	switch {
	case w <= aside:
		return w
	case f.besides(a):
		return aside
	case f.common[a.Instr], f.nextTurn(a):
		w = max(aside, w-5)
	case f.reads(a):
		w = max(aside, w-3)
	}
	if at := f.ev.namedAt; a.Depth == 0 && at.IsValid() && a.Pos() > at {
		w++ // what follows the question which signal it is
	}
	return w
}

// telling weighs an act by itself.
func telling(a *Act, effect signals.Effect) int {
	ending := effect == signals.Terminates
	near := max(0, 6-a.Depth)
	v, _ := a.verb()
	switch a.Kind {
	case Logs:
		if effect == signals.Nothing {
			return aside
		}
		return 0
	case Sets:
		return 2
	case Ends:
		if ending && hasWord(a.last(), []string{"Close"}) {
			return 10 + near
		}
		if ending {
			return 11 + near
		}
		return 2
	case Exits:
		if ending {
			return 9 + near
		}
		return aside
	case Forwards:
		if a.Sort() != Other && !ending {
			return 6 + near // to a channel that is named for the work
		}
		return 2 + near/2
	}
	switch {
	case ending:
		return 2 + near
	case a.replaces():
		return 9 + near
	case v.outright && a.Depth <= 2:
		return 8 + near
	case ends(a.last()):
		return 2 // what is closed on the way to something else
	case v.says != "" && v.sort != Other && a.Depth <= 2:
		return 7 + near
	case v.says != "" && a.Depth <= 2:
		return 6 + near
	}
	return 2 + near
}

// explainsEnd reports whether an act is why a program ends. A Close of
// something or other is not, where the program ends by returning anyway.
func (f *followed) explainsEnd(a *Act) bool {
	switch a.Kind {
	case Exits, Forwards:
		return true
	case Ends:
		return !a.onlyNamed() || slices.ContainsFunc(f.exits, func(x exit) bool {
			return x.by == a.index+1 && x.kind != exits && x.kind != leaves
		})
	}
	return false
}

// besides reports whether an act is no part of the work.
func (f *followed) besides(a *Act) bool {
	if _, ok := a.Instr.(*ssa.Defer); ok || a.lent {
		return true
	}
	if !hasVerb(a.Name) && f.partOfLog(a) {
		return true
	}
	return a.counts() || f.brackets(a) || f.afterFailure(a.Instr) || f.afterFailure(a.origin()) || f.nextTurn(a) && !f.anew(a)
}

// nextTurn reports whether an act is reached only by going back to before the
// receive, so that it is the next turn of the loop which does it.
func (f *followed) nextTurn(a *Act) bool {
	from, at := f.ev.from, a.origin()
	switch {
	case from == nil || at.Parent() != from.Parent():
		return false
	case at.Block() == from.Block() && at.Pos() < from.Pos():
		return true
	}
	if f.turn == nil {
		f.turn = map[*ssa.BasicBlock]bool{from.Block(): true}
		f.within(from.Block())
	}
	return !f.turn[at.Block()]
}

// within adds the blocks that a way from b comes to before it goes back.
func (f *followed) within(b *ssa.BasicBlock) {
	for _, next := range b.Succs {
		if !f.turn[next] && !next.Dominates(f.ev.from.Block()) {
			f.turn[next] = true
			f.within(next)
		}
	}
}

// anew reports whether an act of the next turn is done again because of the
// signal: every turn does this before it waits, and the signal has a branch of
// its own that goes there, or the name says what it is.
func (f *followed) anew(a *Act) bool {
	return (f.named || hasVerb(a.Name)) && a.origin().Block().Dominates(f.ev.from.Block())
}

// reads reports whether an act is a question to another package, as f.Fd is:
// nothing is given, and what comes back is no error, and used.
func (f *followed) reads(a *Act) bool {
	call, ok := a.Instr.(*ssa.Call)
	if !ok || hasVerb(a.Name) || len(*call.Referrers()) == 0 || call.Call.IsInvoke() || a.returns(isErrorType) {
		return false
	}
	fn := call.Call.StaticCallee()
	return fn != nil && fn.Pkg != a.Instr.Parent().Pkg && fn.Signature.Params().Len() == 0 && fn.Signature.Results().Len() == 1
}

// partOfLog reports whether an act makes an argument of one that only logs.
func (f *followed) partOfLog(a *Act) bool {
	return slices.ContainsFunc(f.acts, func(log *Act) bool {
		call, ok := log.Instr.(ssa.CallInstruction)
		if log.Kind != Logs || !ok || a.Instr.Parent() != call.Parent() || a.returns(isErrorType) {
			return false
		}
		expr := f.ev.e.expr(call)
		return expr != nil && expr.Lparen < a.Pos() && a.Pos() < expr.Rparen
	})
}

// returns reports whether an act is a call whose last result is of a kind.
func (a *Act) returns(is func(types.Type) bool) bool {
	call, ok := a.Instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	results := call.Common().Signature().Results()
	return results.Len() > 0 && is(results.At(results.Len()-1).Type())
}

func isBool(t types.Type) bool { return types.Identical(t, types.Typ[types.Bool]) }

// Words of names whose functions are beside the work.
var (
	askers   = strings.Fields("get has is last len new should with")
	doubters = strings.Fields("are can must need needs was") // where the answer is yes or no
	counters = strings.Fields("inc incr increment dec count observe measure record track mark")
	keepers  = strings.Fields("metric metrics stat stats sdnotify systemd telemetry prometheus counter counters gauge gauges histogram span progress")
)

// counts reports whether an act asks, counts, or tells somebody of the work,
// going by its name and by whose method it is.
func (a *Act) counts() bool {
	if a.Kind != Work && a.Kind != Local {
		return false
	}
	last := lower(splitName(a.last()))
	switch {
	case len(last) == 0:
	case slices.Contains(askers, last[0]), slices.Contains(counters, last[0]), slices.Contains(doubters, last[0]) && a.returns(isBool):
		return true
	}
	if v, _ := verbOf(a.Name); v.says != "" {
		return false
	}
	owner := lower(splitName(strings.TrimSuffix(a.Name, a.last())))
	if call, ok := a.Instr.(ssa.CallInstruction); ok {
		if named := receiver(call.Common()); named != nil && named.Obj().Pkg() != nil {
			owner = append(owner, lower(splitName(named.Obj().Pkg().Name()+"."+named.Obj().Name()))...)
		}
	}
	return overlap(owner, keepers)
}

// brackets reports whether an act tells of the work before and after it: the
// same function is called twice or more, and with nothing but constants.
func (f *followed) brackets(a *Act) bool {
	n := 0
	for _, b := range f.acts {
		if b.Name == a.Name && b.Depth == a.Depth && b.Instr.Parent() == a.Instr.Parent() && constantArgs(b.Instr) {
			n++
		}
	}
	return n >= 2 && constantArgs(a.Instr)
}

// constantArgs reports whether a call has arguments, and all are constants;
// the receiver of a method does not count.
func constantArgs(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	args := call.Common().Args
	if !call.Common().IsInvoke() && call.Common().Signature().Recv() != nil && len(args) > 0 {
		args = args[1:]
	}
	return len(args) > 0 && !slices.ContainsFunc(args, func(v ssa.Value) bool { return !isConstant(v) })
}

// afterFailure reports whether an instruction is reached only where an error
// is not nil that came up since the signal did.
func (f *followed) afterFailure(instr ssa.Instruction) bool {
	for b := instr.Block(); b != nil && b.Idom() != nil; b = b.Idom() {
		if len(b.Preds) != 1 || !errorEdge(b.Preds[0], b) {
			continue
		}
		from := f.ev.from
		return from == nil || from.Parent() != instr.Parent() || !b.Dominates(from.Block())
	}
	return false
}

// setApart notes which acts other signals of the same channel set off as well.
func (e *engine) setApart(u *use, f *followed, signal string, set signals.Set) {
	if f.common != nil || !f.named {
		return
	}
	f.common = make(map[ssa.Instruction]bool)
	for _, other := range set.Names {
		if other == signal {
			continue
		}
		for _, a := range e.follow(u, other).acts {
			f.common[a.Instr] = true
		}
	}
}
