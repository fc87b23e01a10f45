package flow

// The work on a package is counted in steps. What was followed for so many of
// them that it was left is not known: its effect is signals.UnknownEffect, and
// a package whose channels and functions alone are too much may register
// anything. Nothing is ever concluded from where the work ended.

// Bounds on the steps for one signal at one receive, and for all of a package:
// an instruction propagated through, a block that a way comes to, a receiver
// of a relay. A third of what is left goes to each call; one that lies too deep
// for it is not looked into, as one of another package, and no reason to give up.
const (
	maxDepth   = 6         // calls within calls
	maxRelays  = 3         // relays within relays
	maxBudget  = 20_000    // of instructions, before calls are not looked into
	minBudget  = 500       // the same in a package that has had its share
	maxSteps   = 20        // times the budget are all steps
	maxPackage = 1_500_000 // the share; twice that, and nothing is followed
)

// maxWork bounds the steps of all else: uses of channels compared, places that
// functions are reached from.
const maxWork = 20_000_000

// tooMuch is what work panics with; see run.
type tooMuch struct{}

// work counts steps that follow no signal.
func (e *engine) work(n int) {
	e.worked += n
	if e.worked > maxWork || e.ix.Spent() {
		panic(tooMuch{})
	}
}

// A Cost is what following signals through a package took.
type Cost struct {
	Followed int // steps after signals
	Worked   int // steps of all else
	Traced   int // values looked at
	Cut      int // signals that were not followed to the end
}

// Cost returns what the package took so far.
func (r *Result) Cost() Cost {
	if r.engine == nil {
		return Cost{}
	}
	e := r.engine
	return Cost{e.spent, e.worked, e.ix.Steps(), e.cuts}
}

// allowance returns the budget for one more signal.
func (e *engine) allowance() int {
	switch {
	case e.spent > 2*maxPackage:
		return 0
	case e.spent > maxPackage:
		return minBudget
	}
	return maxBudget
}

// step counts a step of following a signal, and reports whether another may be
// taken.
func (ev *evaluator) step() bool {
	ev.e.spent++
	*ev.left--
	return ev.more()
}

// more reports whether another step may be taken; if not, it notes that
// something is not followed to its end.
func (ev *evaluator) more() bool {
	if *ev.left > 0 {
		return true
	}
	ev.stop()
	return false
}

// stop notes that something is not followed to its end. The receiver of a
// relay that is too much for its part of the budget is one that does something;
// else nothing is known any more.
func (ev *evaluator) stop() {
	ev.short = true
	ev.cut = ev.cut || ev.depth == 0 || ev.poor() || *ev.left <= 0
}

// poor reports whether the package has had its share of steps.
func (ev *evaluator) poor() bool { return -ev.floor < maxBudget }

// heed takes over that the receiver of a relay was not followed to its end.
func (ev *evaluator) heed(receiver *evaluator) {
	ev.cut = ev.cut || receiver.cut
	ev.short = ev.short || receiver.short
	ev.learn(receiver.asked, receiver.peeked)
}
