package changes

import (
	"fmt"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/contract"
)

// message says what a program did with a signal and what it does:
// "reopened the audit log → terminates the process (handler removed)".
func (c *comparison) message(sig string, old, now contract.Entry) string {
	msg := c.phrase(sig, old, true) + " → " + c.phrase(sig, now, false)
	if why := reason(old, now); why != "" {
		msg += " (" + why + ")"
	}
	return msg
}

// phrase says what a program does, or did, with a signal.
func (c *comparison) phrase(sig string, e contract.Entry, past bool) string {
	text := plain(e, past)
	if e.Condition == "" {
		return text
	}
	text += ", " + e.Condition
	if other := c.fallback(sig); stateOf(other) != stateOf(e) {
		text += " (otherwise " + plain(other, past) + ")"
	}
	return text
}

// sayings has what each state is called, now and before.
var sayings = [...][2]string{
	acts:      {"is handled", "was handled"},
	ends:      {"shuts the program down", "shut the program down"},
	ignored:   {"is ignored", "was ignored"},
	swallowed: {"is caught and swallowed", "was caught and swallowed"},
	lost:      {"is lost", "was lost"},
	stops:     {"suspends the process", "suspended the process"},
	dies:      {"terminates the process", "terminated the process"},
	dumps:     {"dumps goroutines and exits with status 2", "dumped goroutines and exited with status 2"},
	unknown:   {"is not known", "was not known"},
}

func plain(e contract.Entry, past bool) string {
	s := stateOf(e)
	text := sayings[s][0]
	if past {
		text = sayings[s][1]
	}
	action := clean(e.Action)
	switch {
	case action == "" || s != acts && s != ends:
		return text
	case s == ends && !strings.HasPrefix(action, "shuts down"):
		return text + " (" + action + ")"
	case past:
		return pastTense(action)
	}
	return action
}

// clean puts text from a contract on one line: it may come from anywhere.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// reason says in a few words by what the state changed.
func reason(old, now contract.Entry) string {
	from, to := stateOf(old), stateOf(now)
	handled := func(s state) bool { return s == acts || s == ends || s == swallowed }
	atDefault := func(s state) bool { return s == lost || s == stops || s == dies || s == dumps }
	switch {
	case from == to && old.Condition == "":
		return "now under a condition"
	case from == to && now.Condition == "":
		return "no longer under a condition"
	case from == to:
		return "under another condition"
	case to == unknown:
		return "cannot be told any more"
	case from == unknown:
		return "could not be told before"
	case handled(from) && atDefault(to):
		return "handler removed"
	case atDefault(from) && (to == acts || to == ends):
		return "handler added"
	case from == ignored && atDefault(to):
		return "no longer ignored"
	case to == ends:
		return "now reaches the shutdown"
	case to == swallowed:
		return "nothing acts on it"
	case now.Condition != "" && old.Condition == "":
		return "now under a condition"
	}
	return ""
}

// advice says what to do about a breaking change, in order.
func (c *comparison) advice(ch Change, old, now contract.Entry, p *contract.Program) []string {
	if slices.Contains(requests[:3], ch.Signal) { // SIGINT, SIGTERM, SIGQUIT: to ignore them is no cure
		return []string{"handle " + ch.Signal + " again, or tell those who rely on it"}
	}
	var out []string
	if n := len(ch.Senders); n > 0 {
		out = append(out, "first remove "+theSenders(n)+", or send something that the program handles")
	} else {
		out = append(out, "first make sure that nobody sends it: no sender is seen here, others may have one")
	}
	to, where := stateOf(now), "at the start of func main of "+p.Package
	if now.Condition != "" {
		to, where = stateOf(c.fallback(ch.Signal)), "where the condition does not hold"
	}
	switch {
	case to == dies || to == dumps || to == stops:
		out = append(out, "then ignore it for a release, so that a forgotten sender does no harm: "+ignoreLine(ch.Signal)+" "+where)
		if now.Condition == "" {
			out = append(out, "drop that line in a later release")
		}
	case to == ends:
		out = append(out, "then ignore it ("+ignoreLine(ch.Signal)+") or give it a branch of its own, instead of ending on it")
	case stateOf(old) == ends:
		out = append(out, "then leave the handler out: without it the program does not notice the signal")
	case to == ignored:
		out = append(out, "keep ignoring it for a release, then drop that line")
	default:
		out = append(out, "then leave the handler out: without it the signal is lost, and does no harm")
	}
	return out
}

// ignoreLine is the Go statement that ignores a signal.
func ignoreLine(sig string) string {
	switch {
	case sig == "SIGINT":
		return "signal.Ignore(os.Interrupt)"
	case strings.HasPrefix(sig, "SIGRTMIN"):
		n := 34
		fmt.Sscanf(sig, "SIGRTMIN+%d", &n)
		if sig != "SIGRTMIN" {
			n += 34
		}
		return fmt.Sprintf("signal.Ignore(syscall.Signal(%d))", n)
	}
	return "signal.Ignore(syscall." + sig + ")"
}

func newSenderMessage(s Sender, e contract.Entry) string {
	if s.Reason != "" {
		return "a new sender: " + clean(s.Reason)
	}
	return "a new sender, and the program has no handler: the signal " + plain(e, false)
}

func newSenderAdvice(s Sender, e contract.Entry) []string {
	if st := stateOf(e); st == ends {
		return []string{"send a signal that the program does not take as a request to end, or give " + s.Signal + " a branch of its own"}
	}
	return []string{"handle " + s.Signal + " and release that first, or leave the sender out"}
}

func renameMessage(p pair) string {
	switch {
	case p.before.Binary == p.after.Binary:
		return fmt.Sprintf("the program moved from %s to %s", p.before.Package, p.after.Package)
	case p.before.Package == p.after.Package:
		return fmt.Sprintf("the program was called %s before", p.before.Binary)
	}
	return fmt.Sprintf("the program was called %s before, and moved from %s to %s", p.before.Binary, p.before.Package, p.after.Package)
}

func senderCount(n int) string {
	if n == 1 {
		return "1 sender"
	}
	return fmt.Sprintf("%d senders", n)
}

func theSenders(n int) string {
	if n == 1 {
		return "the sender"
	}
	return fmt.Sprintf("the %d senders", n)
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
