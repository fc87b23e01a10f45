package changes

import (
	"slices"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

// A state is what a disposition and an effect come to, for one who sends.
type state byte

const (
	acts      state = iota // does something and lives on
	ends                   // caught, and taken as a request to end
	ignored                // signal.Ignore
	swallowed              // caught, and nothing acts on it
	lost                   // default: the runtime drops it
	stops                  // default: suspended
	dies                   // default: killed
	dumps                  // default: goroutine dump, exit status 2
	unknown
)

// stateOf reads an entry, whatever its condition.
func stateOf(e contract.Entry) state {
	byChoice := e.Disposition == signals.Caught
	switch e.Effect {
	case signals.Continues:
		return acts
	case signals.Terminates, signals.Dumps, signals.Stops:
		if byChoice {
			return ends
		}
		return map[signals.Effect]state{signals.Terminates: dies, signals.Dumps: dumps, signals.Stops: stops}[e.Effect]
	case signals.Nothing:
		switch e.Disposition {
		case signals.Ignored:
			return ignored
		case signals.Caught:
			return swallowed
		}
		return lost
	}
	return unknown
}

// A verdict is how one state compares with the one before it.
type verdict byte

const (
	same    verdict = '.' // nothing to say
	alike   verdict = '=' // another way to the same end
	better  verdict = '+'
	worse   verdict = 'W' // breaking
	unclear verdict = '?' // to or from unknown: said, never breaking
)

// table holds the verdicts by state before (row) and after (column), for a
// signal that is no request to end. docs/diff.md shows the same table.
var table = [...]string{
	//          aeislsddu
	acts:      ".WWWWWWW?",
	ends:      "+.+++WWW?",
	ignored:   "+W.==WWW?",
	swallowed: "+W=.=WWW?",
	lost:      "+W==.WWW?",
	stops:     "+W+++.WW?",
	dies:      "++++++.=?",
	dumps:     "++++++=.?",
	unknown:   "????????.",
}

// requests are the signals by which people and service managers ask a program
// to end: one that did so by choice and no longer does is worse off.
var requests = []string{"SIGINT", "SIGTERM", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGPWR"}

// stopSignals end every program that does nothing about them, and are expected to.
var stopSignals = []string{"SIGINT", "SIGTERM"}

// compare gives the verdict on one signal's change of state.
func compare(signal string, before, after state) verdict {
	ending := before == ends || before == dies || before == dumps
	switch {
	case before == ends && inert(after) && slices.Contains(requests, signal):
		return worse // a request to end that is no longer heard
	case ending && inert(after) && slices.Contains(stopSignals, signal):
		return worse // cannot be stopped any more
	case inert(before) && (after == ends || after == dies || after == dumps) && slices.Contains(stopSignals, signal):
		return better // can be stopped again
	}
	return verdict(table[before][after])
}

func inert(s state) bool { return s == ignored || s == swallowed || s == lost }
