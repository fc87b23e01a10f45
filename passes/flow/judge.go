package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// A verdict is what the ways from a receive amount to.
type verdict int

const (
	nothing verdict = iota
	acting
	ending
	undecided
)

// judge weighs the ways that a signal may take.
//
// Where every way that lives on has asked for the end, the program ends. A way
// that lives on and did something outweighs one that ends: that is the error
// of the work. Ways on which something failed count only where there are no
// others. Where nothing certain was done, what the signal is for decides:
// people end programs with some signals and not with others.
func judge(ways exitSet, signal string) verdict {
	failed := func(x exit) bool { return x.failed }
	if slices.ContainsFunc(ways, failed) {
		if well := slices.DeleteFunc(slices.Clone(ways), failed); len(well) > 0 {
			ways = well
		}
	}
	var gone, lives, acts, weak, once, again bool
	for _, x := range ways {
		switch {
		case x.kind == replaces:
			lives, acts = true, true
		case x.ended || x.kind == exits:
			gone = true
		case x.kind == leaves:
			gone = true // a function that returns after its only receive
		default:
			lives = true
			acts = acts || x.acted
			weak = weak || x.weak
			once = once || x.kind != back
			again = again || x.kind == back
		}
	}
	switch {
	case !lives && gone:
		return ending
	case !lives:
		return nothing
	case acts && !once:
		return acting
	case acts || weak:
		if requestsEnd(signal) || gone && !acts && !again {
			return ending // there is no second receipt, and one way is known to end
		}
		return acting
	case gone:
		return ending // as the second of two
	}
	return nothing
}

// verdict judges what came of a signal that is registered together with others.
func (f *followed) verdict(signal string, set signals.Set) verdict {
	if f.ev.cut {
		return undecided
	}
	if !f.named && !f.others && f.ev.called == nil && endsSome(set) {
		signal = "SIGTERM" // one answer for all of them, and one of them asks for the end
	} else if end, g := f.shares(signal, set); g != nil {
		signal, f = end, g
	}
	if f.ev.mixed && !f.named && split(f.exits) {
		return undecided // and no case of its own tells
	}
	if f.ev.unsure && requestsEnd(signal) && slices.ContainsFunc(f.exits, exit.gone) {
		return ending // a configuration decides which signal ends it
	}
	v := judge(f.exits, signal)
	if v == ending && f.ev.unit != noUnit && !slices.ContainsFunc(f.exits, exit.gone) {
		if f.ev.unit == units {
			return acting
		}
		return undecided
	}
	if v == ending && !slices.ContainsFunc(f.exits, func(x exit) bool { return x.gone() || x.kind == leaves || x.weak }) && f.tidies() {
		return acting // nobody else learns of it
	}
	if v == ending && (endsNone(set) && f.drops() || f.endsRounds()) {
		return acting
	}
	if v == ending && f.leftOut(signal) {
		return acting
	}
	if v == ending && !requestsEnd(signal) {
		if known, restarts := f.restarts(set); known {
			return acting
		} else if restarts {
			return undecided
		}
	}
	if v == ending && tellsOfChange(signal) && !slices.ContainsFunc(f.exits, exit.gone) {
		return acting // who waited for it goes on
	}
	if v == ending && f.ev.unsure && !f.named && !requestsEnd(signal) && split(f.exits) {
		return undecided // it is one signal that the configuration ends the program with
	}
	return v
}

// shares returns a signal that asks for the end, and what came of it, if the
// code does the same for it as for this one and lets nobody else tell them apart.
func (f *followed) shares(signal string, set signals.Set) (string, *followed) {
	if f.use == nil || requestsEnd(signal) || f.ev.called != nil || f.ev.given || f.ev.unsure || set.All && !f.named {
		return "", nil
	}
	for _, end := range []string{"SIGTERM", "SIGINT", "SIGQUIT"} {
		if !set.All && !slices.Contains(set.Names, end) {
			continue
		}
		if g := f.ev.e.follow(f.use, end); (g.named || !set.All) && f.same(g) {
			return end, g
		}
	}
	return "", nil
}

// leftOut reports whether a signal does nothing but what another one does too,
// which has a branch that ends the program besides: what they share does not.
func (f *followed) leftOut(signal string) bool {
	if f.use == nil || !f.named || slices.ContainsFunc(f.exits, func(x exit) bool { return x.gone() || x.kind != goes }) {
		return false
	}
	for _, end := range []string{"SIGTERM", "SIGINT", "SIGQUIT"} {
		if end == signal || !f.ev.compared[end].IsValid() {
			continue
		}
		g := f.ev.e.follow(f.use, end)
		if g.named && !slices.ContainsFunc(g.exits, func(x exit) bool { return !x.gone() }) && f.partOf(g) {
			return true
		}
	}
	return false
}

// partOf reports whether all that a signal does, but to tell of it, another does too.
func (f *followed) partOf(g *followed) bool {
	return !slices.ContainsFunc(f.acts, func(a *Act) bool {
		return a.Kind != Logs && !slices.ContainsFunc(g.acts, func(b *Act) bool { return a.Instr == b.Instr })
	})
}

// same reports whether two signals came to the same: the same acts, whatever
// they are taken for because of the signal, and ways that end alike.
func (f *followed) same(g *followed) bool {
	if f == g || len(f.acts) == 0 || g.ev.cut || g.ev.given || f.named != g.named {
		return false
	}
	return slices.EqualFunc(f.acts, g.acts, func(a, b *Act) bool { return a.Instr == b.Instr }) &&
		slices.Equal(f.exits.kinds(), g.exits.kinds())
}

// tidies reports whether all that is done is to files, by functions of package os.
func (f *followed) tidies() bool {
	return !slices.ContainsFunc(f.acts, func(a *Act) bool {
		if a.Kind == Logs || a.Kind == Local || a.Kind == pure {
			return false
		}
		call, ok := a.Instr.(ssa.CallInstruction)
		if !ok || call.Common().IsInvoke() {
			return true
		}
		fn := call.Common().StaticCallee()
		return fn == nil || fn.Signature.Recv() != nil || values.PathOf(fn) != "os"
	})
}

// endsSome reports whether one of the signals of a set asks for the end.
func endsSome(set signals.Set) bool {
	return !set.All && slices.ContainsFunc(set.Names, requestsEnd)
}

// endsNone reports whether none of the signals of a set asks for the end.
func endsNone(set signals.Set) bool {
	return !set.All && !set.Unknown && !slices.ContainsFunc(set.Names, requestsEnd)
}

// A company is what a verdict asks of the signals that come the same way.
type company struct{ all, some, none bool }

func companyOf(set signals.Set) company { return company{set.All, endsSome(set), endsNone(set)} }

// split reports whether some ways end the program and others live on.
func split(ways exitSet) bool {
	return slices.ContainsFunc(ways, exit.gone) && slices.ContainsFunc(ways, func(x exit) bool { return !x.gone() })
}

// requestsEnd reports whether a signal is one that people end programs with.
func requestsEnd(signal string) bool {
	switch signal {
	case "SIGINT", "SIGTERM", "SIGQUIT", "SIGABRT":
		return true
	}
	return false
}

// tellsOfChange reports whether a signal only tells a program that something has
// changed: a child, its terminal, that it goes on after a stop.
func tellsOfChange(signal string) bool {
	switch signal {
	case "SIGCHLD", "SIGWINCH", "SIGCONT", "SIGURG":
		return true
	}
	return false
}

// effects spells the verdicts as contracts do.
var effects = [...]signals.Effect{nothing: signals.Nothing, acting: signals.Continues, ending: signals.Terminates, undecided: signals.UnknownEffect}
