package flow

import "maps"

// Most code asks for a few signals, and does the same with all others. What was
// found for one of these holds for the rest.

// A class is the signals that a receive may do the same with, if it does not
// ask for one of them: package flow itself tells those apart that ask for the end.
type class struct {
	use *use
	end bool
}

// alike returns what was found for a signal that the code treats as this one,
// or nil.
func (e *engine) alike(u *use, signal string) *followed {
	f := e.classes[class{u, requestsEnd(signal)}]
	if f == nil || f.ev.asked[signal] {
		return nil
	}
	return f
}

// keep keeps what was found for those signals that the code treats alike.
func (e *engine) keep(u *use, signal string, f *followed) {
	key := class{u, requestsEnd(signal)}
	if !f.named && !f.ev.peeked && (!f.ev.cut || f.ev.poor()) && e.classes[key] == nil {
		e.classes[key] = f
	}
}

// ask notes that the outcome depends on whether the signal is this one.
func (ev *evaluator) ask(signal string) {
	if ev.asked == nil {
		ev.asked = make(map[string]bool)
	}
	ev.asked[signal] = true
}

// peek notes that the outcome may depend on a value, if it is the signal.
func (ev *evaluator) peek(v val) { ev.peeked = ev.peeked || v.got }

// differ notes what it depends on whether two values are the same.
func (ev *evaluator) differ(x, y val) {
	for i := range min(len(x.parts), len(y.parts)) {
		ev.differ(x.parts[i], y.parts[i])
	}
	switch {
	case x.kind != isSig || y.kind != isSig || x.got == y.got:
	case x.got:
		ev.ask(y.signal)
	default:
		ev.ask(x.signal)
	}
}

// same reports whether two values are known to be the same.
func (ev *evaluator) same(x, y val) bool {
	ev.differ(x, y)
	return x.same(y)
}

// learn takes over what something else depends on.
func (ev *evaluator) learn(asked map[string]bool, peeked bool) {
	for signal := range asked {
		ev.ask(signal)
	}
	ev.peeked = ev.peeked || peeked
}

// depends returns what the evaluator depends on so far.
func (ev *evaluator) depends() (asked map[string]bool, peeked bool) {
	return maps.Clone(ev.asked), ev.peeked
}
