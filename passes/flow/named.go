package flow

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Stop and Close are said of programs, and of all that they hold.

// soften takes an end back that only a name tells of, where the signal has a
// branch of its own, which comes back to the receive: a Stop of a profiler, a
// Close of a file that is opened anew. What SIGTERM does too is an end.
func (e *engine) soften(u *use, f *followed, signal string) {
	if f.softened || !f.named || requestsEnd(signal) {
		return
	}
	f.softened = true
	var end *followed
	for i, x := range f.exits {
		if x.kind != back || !x.ended || x.by == 0 || !f.acts[x.by-1].onlyNamed() {
			continue
		}
		if end == nil {
			end = e.follow(u, "SIGTERM")
		}
		a := f.acts[x.by-1]
		if !slices.ContainsFunc(end.acts, func(b *Act) bool { return a.Instr == b.Instr }) {
			f.exits[i].ended, f.exits[i].acted = false, true
		}
	}
}

// onlyNamed reports whether that an act ends the program is told by nothing
// but a word that is said of smaller things too.
func (a *Act) onlyNamed() bool {
	if a.cancel || a.roots != nil || !hasWord(a.last(), []string{"Stop", "Close", "Cancel", "Abort", "Halt", "Interrupt", "Destroy"}) {
		return false
	}
	name := strings.ToLower(a.Name)
	return !slices.ContainsFunc([]string{"serv", "srv", "app", "daemon", "svc", "listen", "agent", "stopall", "closeall"}, func(s string) bool {
		return strings.Contains(name, s)
	})
}

// drops reports whether what a signal does comes back to the receive, and ends
// nothing but what its name alone tells of: something that is held, and opened
// anew when somebody asks for it. What is at hand of it ends no more than that,
// and what is not serves nobody.
func (f *followed) drops() bool {
	return !slices.ContainsFunc(f.exits, func(x exit) bool { return x.kind != back }) &&
		!slices.ContainsFunc(f.acts, func(a *Act) bool { return !f.ev.e.small(a) })
}

// small reports whether an act may end no more than something that is held.
func (e *engine) small(a *Act) bool {
	switch a.Kind {
	case Logs, Local, pure:
		return true
	case Work:
		return !a.weak
	case Sets:
		s, ok := a.Instr.(*ssa.Store)
		return ok && (!isConstant(s.Val) || s.Val.(*ssa.Const).Value == nil)
	case Ends:
		call, ok := a.Instr.(ssa.CallInstruction)
		return ok && a.onlyNamed() && e.holds(call.Common())
	}
	return false
}

// holds reports whether a call is of a function of the package, or of a method
// of something that does not serve or run.
func (e *engine) holds(c *ssa.CallCommon) bool {
	if fn := e.ix.Static(c); fn != nil && e.ix.Local(fn) {
		return true
	}
	t := receiverType(c)
	if t == nil {
		return false
	}
	for sel := range e.msets.MethodSet(t).Methods() {
		if sel.Obj().Exported() && hasWord(sel.Obj().Name(), []string{"Accept", "Done", "Listen", "Run", "Serve", "Start", "Wait"}) {
			return false
		}
	}
	return true
}
