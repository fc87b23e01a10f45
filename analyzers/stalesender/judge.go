package stalesender

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/disposition"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/programs"
	"github.com/siglint/siglint/passes/senders"
)

// A Program is a program to hold senders against.
type Program struct {
	*programs.Program
	// Signals says what the program does with each signal. It is nil for a
	// program of which only the names are known.
	Signals  map[string]*Cell
	Commands map[string]map[string]*Cell // by subcommand, where these differ; "" is for a run without one
	Main     Place                       // func main
}

// A Cell is what a program does with one signal, and a Place where in its code.
type (
	Cell  = disposition.Cell
	Place = disposition.Place
)

// A Finding is one mistake in a sender file.
type Finding struct {
	File     string // relative to the inventory's root
	Pos, End senders.Position
	Category string
	Severity string // error, warning, note
	Message  string
	Program  string // import path; empty where the file alone is wrong
	Related  []Related
}

// Related is the other end of a finding's story: a place in Go source, or in
// another sender file.
type Related struct {
	Place   Place
	File    string // for a sender file, relative to the inventory's root
	Pos     senders.Position
	Message string
}

// A Verdict says of one send which program it meets and what happens there.
type Verdict struct {
	Send     senders.Send
	Program  string    // import path; empty where it is not known
	Category string    // of the finding; "ok" where all is well, "unknown" where that cannot be told, empty without a program
	Reason   string    // in words
	Resolved []Verdict // of the sends that an indirect one ends in
}

// Judge holds the sends of a tree against its programs. Findings that are
// about a file alone have no Program.
func Judge(inv *inventory.Inventory, progs []*Program) []Finding {
	j := newJudge(inv, progs)
	for i := range inv.Sends {
		s := &inv.Sends[i]
		if !forTests(s.File) {
			j.send(s)
		}
	}
	for i := range inv.Problems {
		j.problem(&inv.Problems[i])
	}
	found := slices.Concat(j.findings(), j.comments())
	for i := range found {
		found[i].Message = senders.Clip(found[i].Message)
		for n := range found[i].Related {
			found[i].Related[n].Message = senders.Clip(found[i].Related[n].Message)
		}
	}
	return found
}

// Explain gives the verdict on every send, for people who want the whole list.
func Explain(inv *inventory.Inventory, progs []*Program) []Verdict {
	j := newJudge(inv, progs)
	var verdicts []Verdict
	for i := range inv.Sends {
		verdicts = append(verdicts, j.explain(&inv.Sends[i])...)
	}
	return verdicts
}

// A judge knows the tree and gathers findings.
type judge struct {
	inv      *inventory.Inventory
	resolver *programs.Resolver
	program  map[*programs.Program]*Program
	found    []Finding
	askers   map[place][]*senders.Send // indirect sends, by the place they end in
}

// A place is a position in a sender file.
type place struct {
	file string
	pos  senders.Position
}

func newJudge(inv *inventory.Inventory, progs []*Program) *judge {
	j := &judge{inv: inv, program: make(map[*programs.Program]*Program), askers: make(map[place][]*senders.Send)}
	var names []*programs.Program
	for _, p := range progs {
		names = append(names, p.Program)
		j.program[p.Program] = p
	}
	j.resolver = programs.NewResolver(inv, names)
	for i := range inv.Sends {
		s := &inv.Sends[i]
		for _, r := range s.Resolved {
			at := place{r.File, r.Pos}
			j.askers[at] = append(j.askers[at], s)
		}
	}
	return j
}

// An opinion is what one send does to one program.
type opinion struct {
	send     *senders.Send
	hit      programs.Hit
	program  *Program
	cell     *Cell
	intent   senders.Intent
	command  string // the subcommand it meets, if known
	category string
}

// send judges one send. An indirect one is judged where it ends.
func (j *judge) send(s *senders.Send) {
	if s.Signal == "" {
		return
	}
	if s.Pattern != nil && programs.Unmatchable(s.Pattern) {
		j.add(s, Unmatched, unmatched(s), "")
		return
	}
	bad := false
	for _, hit := range j.resolver.Hits(s) {
		o := j.opinion(s, hit)
		if o.finding() {
			bad = true
			j.report(o)
		}
	}
	if s.RepeatsEach && !bad {
		j.add(s, Repeated, repeated(s), "")
	}
}

// opinion weighs what the program does with the signal of the send.
func (j *judge) opinion(s *senders.Send, hit programs.Hit) *opinion {
	o := &opinion{send: s, hit: hit, program: j.program[hit.Program], intent: intentOf(s), category: unknown}
	if o.program.Signals == nil {
		return o // only its names are known
	}
	o.command = o.program.command(hit.Args)
	o.cell, o.category = o.program.meet(o.intent, s.Signal, o.command, hit)
	if other := o.program.command(unflagged(hit.Args)); other != o.command {
		if _, category := o.program.meet(o.intent, s.Signal, other, hit); category != o.category {
			o.category = unknown // the word that chooses may be the value of a flag
		}
	}
	if s.Shell && o.category != unknown {
		o.category = unknown
	}
	return o
}

// finding reports whether there is something to say to the author of the file.
func (o *opinion) finding() bool {
	if o.hit.Also && programs.Auxiliary(o.program.Dir) {
		return false // does not run where the other does
	}
	if o.category == ok {
		// That the pattern ends a second program with the one it names is
		// worth a word, unless a person at a keyboard may want just that.
		return o.hit.Also && o.intent == senders.End && managed(o.send.Context)
	}
	return o.category != unknown
}

func (j *judge) report(o *opinion) {
	category := o.category
	if o.hit.Also {
		category = Collateral
	}
	f := Finding{
		File: o.send.File, Pos: o.send.Pos, End: o.send.End,
		Category: category, Severity: severities[category],
		Message: o.message(), Program: o.program.Package, Related: o.related(),
	}
	for _, s := range j.askers[place{f.File, f.Pos}] {
		f.Related = append(f.Related, Related{File: s.File, Pos: s.Pos, Message: asked(s)})
	}
	j.found = append(j.found, f)
}

// add reports what is wrong with a file whatever its programs do.
func (j *judge) add(s *senders.Send, category, message, program string) {
	j.found = append(j.found, Finding{
		File: s.File, Pos: s.Pos, End: s.End, Category: category,
		Severity: severities[category], Message: message, Program: program,
	})
}

// problem reports what a reader found wrong and named a category for.
func (j *judge) problem(p *senders.Problem) {
	if p.Category == "" {
		return
	}
	j.found = append(j.found, Finding{
		File: p.File, Pos: p.Pos, End: p.End, Category: p.Category,
		Severity: cmp.Or(p.Severity, severities[p.Category]), Message: p.Message,
	})
}

// findings are what was found, less what comments silence, sorted, each once.
func (j *judge) findings() []Finding {
	var kept []Finding
	for _, f := range j.found {
		if !slices.ContainsFunc(j.inv.Ignores, func(ign inventory.Ignore) bool { return ign.Covers("stalesender", f.File, f.Pos.Line) }) {
			kept = append(kept, f)
		}
	}
	slices.SortStableFunc(kept, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Program, b.Program))
	})
	return slices.CompactFunc(kept, func(a, b Finding) bool {
		return a.File == b.File && a.Pos == b.Pos && a.Program == b.Program && (a.Message == b.Message || a.Category == Unmatched && b.Category == Unmatched)
	})
}

// explain gives the verdict on a send, one for each program it reaches.
func (j *judge) explain(s *senders.Send) []Verdict {
	v := Verdict{Send: *s}
	for i := range s.Resolved {
		v.Resolved = append(v.Resolved, j.explain(&s.Resolved[i])...)
	}
	switch {
	case s.Signal == "" && s.Action == "":
		v.Reason = "which signal it sends is not known"
		return []Verdict{v}
	case s.Signal == "":
		v.Reason = "asks another to send; see there"
		return []Verdict{v}
	case s.Pattern != nil && programs.Unmatchable(s.Pattern):
		v.Category, v.Reason = Unmatched, unmatched(s)
		return []Verdict{v}
	}
	var all []Verdict
	for _, hit := range j.resolver.Hits(s) {
		o := j.opinion(s, hit)
		v := v
		v.Program, v.Category, v.Reason = o.program.Package, o.category, o.reason()
		switch {
		case forTests(s.File) && o.finding():
			v.Category, v.Reason = unknown, o.hit.How+"; what tests do is not judged"
		case o.hit.Also && o.finding():
			v.Category = Collateral
		}
		all = append(all, v)
	}
	if all == nil {
		v.Reason = nobody(s)
		all = []Verdict{v}
	}
	return all
}

// nobody says why a send reaches no program.
func nobody(s *senders.Send) string {
	switch {
	case s.Unit != "" && (s.TargetKind == senders.MainPID || s.TargetKind == senders.Unit):
		return s.Unit + " starts no program of this repository"
	case s.Target == "":
		return "the target is not known"
	case s.TargetKind == senders.PIDVar || s.TargetKind == senders.PID || s.TargetKind == senders.UnknownTarget:
		return fmt.Sprintf("what %q stands for is not known", s.Target)
	}
	return fmt.Sprintf("no program of this repository is known as %q", s.Target)
}

// forTests reports whether a file belongs to tests, which may do what they like
// to the programs they start.
func forTests(file string) bool {
	divides := func(r rune) bool { return strings.ContainsRune("/-_.", r) }
	dir := strings.ToLower(path.Dir(file))
	for _, word := range strings.FieldsFunc(dir, divides) {
		switch word {
		case "e2e", "mock", "mocks", "test", "testing", "tests", "testutil":
			return true
		}
	}
	if slices.Contains(strings.Split(dir, "/"), "integration") {
		return true
	}
	base := strings.TrimSuffix(path.Base(file), path.Ext(file))
	return base == "test" || strings.HasSuffix(base, "_test") || strings.HasSuffix(base, "-test") ||
		strings.HasPrefix(base, "test_") || strings.HasPrefix(base, "test-")
}
