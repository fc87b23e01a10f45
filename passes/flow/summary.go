package flow

import "golang.org/x/tools/go/ssa"

// A summary is what entering a function comes to when nothing is known of its
// arguments. It is the same for all signals that ask for the end, and for all
// others, and computed once per receive.
type summary struct {
	exits exitSet // by counts from 1 in acts
	acts  []*Act
	rets  []val

	asked  map[string]bool // see evaluator
	peeked bool
	unit   unit
}

type summaryKey struct {
	fn    *ssa.Function
	from  ssa.Instruction // coming back to it is part of the summary
	depth int
	end   bool // the signal is one that people end programs with
}

// record makes a summary of a function just followed, whose acts begin at first.
func (ev *evaluator) record(exits exitSet, rets []val, first int) *summary {
	s := &summary{rets: rets, acts: append([]*Act(nil), ev.acts[first:]...)}
	s.asked, s.peeked = ev.depends()
	s.unit = ev.unit
	for _, x := range exits {
		x.by = max(0, x.by-first)
		s.exits = append(s.exits, x)
	}
	return s
}

// replay yields what a summary recorded, with its acts among those of ev.
func (ev *evaluator) replay(s *summary) (exitSet, []val) {
	ev.learn(s.asked, s.peeked)
	ev.unit = max(ev.unit, s.unit)
	at := make([]int, len(s.acts)+1)
	for i, a := range s.acts {
		key := actKey{a.Instr, a.Name}
		own := ev.byAt[key]
		if own == nil {
			b := *a
			b.index, b.under = len(ev.acts), ev.under
			own = &b
			ev.byAt[key] = own
			ev.acts = append(ev.acts, own)
		}
		at[i+1] = own.index + 1
	}
	var out exitSet
	for _, x := range s.exits {
		x.by = at[min(x.by, len(s.acts))]
		out.add(x)
	}
	return out, append([]val(nil), s.rets...)
}
