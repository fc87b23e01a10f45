// Package changes compares two contracts: what programs did with signals, and
// what they do now.
//
// It is the cure of the outage siglint exists for. A handler that goes away is
// a harmless-looking diff; held against the contract before it, it reads
// "SIGHUP: reopened the audit log → terminates the process".
package changes

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

// A Kind says what sort of thing changed.
type Kind string

// The kinds of change, as formats spell them.
const (
	Effect    Kind = "effect"    // the disposition or the effect of a signal
	Condition Kind = "condition" // the handler is the same, under another condition
	NewSender Kind = "sender"    // a sender came, and the program does not handle its signal
	Renamed   Kind = "renamed"   // the program has another binary name, or another package
	Vanished  Kind = "vanished"  // the program is gone
)

// A Change is one difference between two contracts.
type Change struct {
	Kind     Kind     `json:"kind"`
	Package  string   `json:"package,omitempty"` // import path: after the change, if the program is still there
	Binary   string   `json:"binary"`            // likewise
	Command  string   `json:"command,omitempty"` // subcommand, where it alone changed
	Signal   string   `json:"signal"`            // empty for Renamed, and for Vanished where nobody sends
	Breaking bool     `json:"breaking"`
	Before   *State   `json:"before,omitempty"`
	After    *State   `json:"after,omitempty"`
	Removed  []string `json:"removed,omitempty"` // registrations that went, "file:line" as before
	Added    []string `json:"added,omitempty"`   // registrations that came, "file:line" as they are now
	Senders  []Place  `json:"senders"`           // that remain, or came
	Place    *Place   `json:"place,omitempty"`   // where a reviewer should look, in the new tree
	Message  string   `json:"message"`           // without the program's name and the signal's
	Advice   []string `json:"advice,omitempty"`  // what to do, in order
}

// A State is what a program does with one signal.
type State struct {
	Disposition signals.Disposition `json:"disposition"`
	Effect      signals.Effect      `json:"effect"`
	Action      string              `json:"action,omitempty"`
	Condition   string              `json:"condition,omitempty"`
}

// A Place is a position in a file. Line and Column are 0 where only the file
// is known.
type Place struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// A Sender is a place of the new tree (or of another one) that sends a signal
// to a program of either contract.
type Sender struct {
	Place
	Signal  string
	Package string // import path of the program it is meant for, in the old or the new contract
	Lost    bool   // it finds the program by its old names only
	New     bool   // it was not there before
	Bad     bool   // the program does not handle the signal as the sender wants
	Reason  string // in words, where Bad
}

// Options are what Compare may know besides the contracts.
type Options struct {
	Senders []Sender
	// Line says where a line of an old file is in the new tree, and whether it
	// is still there: if not, the place is the one nearest to it. If Line is
	// nil, lines are compared as they stand.
	Line func(file string, line int) (place Place, kept bool)
	// Skip names packages that could not be read, before or after: nothing is
	// said about them.
	Skip func(pkg string) bool
}

// Compare lists what changed from one contract to the next, sorted by
// program, subcommand and signal.
func Compare(before, after *contract.File, opts Options) []Change {
	c := &comparison{before: before, after: after, opts: opts, goos: cmp.Or(after.GOOS, before.GOOS)}
	for _, p := range pairs(before, after) {
		if c.skip(p) {
			continue // one side is not known
		}
		switch {
		case p.after == nil:
			c.vanished(p.before)
		case p.before == nil:
			c.newSenders(p)
		default:
			c.renamed(p)
			c.signals(p)
			c.newSenders(p)
		}
	}
	slices.SortStableFunc(c.changes, c.order)
	return c.changes
}

// Breaking reports whether any of the changes breaks somebody.
func Breaking(list []Change) bool {
	return slices.ContainsFunc(list, func(c Change) bool { return c.Breaking })
}

type comparison struct {
	before, after *contract.File
	opts          Options
	goos          string
	changes       []Change
}

func (c *comparison) skip(p pair) bool {
	return c.opts.Skip != nil && (p.before != nil && c.opts.Skip(p.before.Package) || p.after != nil && c.opts.Skip(p.after.Package))
}

// order sorts by program, then subcommand, then the signal's number; what
// concerns the whole program comes first.
func (c *comparison) order(a, b Change) int {
	return cmp.Or(
		cmp.Compare(a.Binary, b.Binary),
		cmp.Compare(a.Package, b.Package),
		cmp.Compare(a.Command, b.Command),
		cmp.Compare(c.number(a.Signal), c.number(b.Signal)),
		cmp.Compare(a.Signal, b.Signal),
		cmp.Compare(a.Kind, b.Kind),
	)
}

func (c *comparison) number(signal string) int { return signals.Number(c.goos, signal) }

// signals compares what one program does with each signal, as a whole and by
// subcommand.
func (c *comparison) signals(p pair) {
	for _, sig := range keys(p.before.Signals, p.after.Signals) {
		c.signal(p, "", sig, c.entry(p.before.Signals, sig), c.entry(p.after.Signals, sig))
	}
	for _, cmd := range keys(p.before.Commands, p.after.Commands) {
		old, now := p.before.Commands[cmd], p.after.Commands[cmd]
		if old == nil || now == nil || cmd == "" {
			continue // it came, went, was not told apart before, or is the program by itself
		}
		for _, sig := range keys(old, now) {
			c.signal(p, cmd, sig, own(old, p.before, sig, c), own(now, p.after, sig, c))
		}
	}
}

// own is the entry of a subcommand, or the program's where it has none.
func own(of map[string]contract.Entry, p *contract.Program, sig string, c *comparison) contract.Entry {
	if e, ok := of[sig]; ok {
		return e
	}
	return c.entry(p.Signals, sig)
}

// entry is what a contract says of a signal, or the default: real-time signals
// have entries only where somebody registers them.
func (c *comparison) entry(of map[string]contract.Entry, sig string) contract.Entry {
	if e, ok := of[sig]; ok {
		return e
	}
	return c.fallback(sig)
}

func (c *comparison) fallback(sig string) contract.Entry {
	d, e := signals.Default(c.goos, sig)
	return contract.Entry{Disposition: d, Effect: e}
}

// signal says what changed for one signal, if anything did.
func (c *comparison) signal(p pair, command, sig string, old, now contract.Entry) {
	v := compare(sig, stateOf(old), stateOf(now))
	kind := Effect
	breaking := v == worse
	if v == same {
		if old.Condition == now.Condition {
			return // nothing changed but, perhaps, where it is done
		}
		kind = Condition
	}
	if now.Condition != "" && old.Condition == "" && compare(sig, stateOf(old), stateOf(c.fallback(sig))) == worse {
		breaking = true // where the condition does not hold, the program is worse off
	}
	ch := Change{
		Kind: kind, Package: p.after.Package, Binary: p.after.Binary, Command: command, Signal: sig, Breaking: breaking,
		Before: stateFor(old), After: stateFor(now), Senders: []Place{},
	}
	c.lines(&ch, old, now)
	for _, s := range c.opts.Senders {
		if s.Signal == sig && p.has(s.Package) {
			ch.Senders = append(ch.Senders, s.Place)
		}
	}
	if command != "" && c.saidOfProgram(ch) {
		return // the subcommand changed as the whole program did
	}
	ch.Message = c.message(sig, old, now)
	if breaking {
		ch.Advice = c.advice(ch, old, now, p.after)
		if n := len(ch.Senders); n > 0 {
			ch.Message += "; " + senderCount(n) + " left"
		}
	}
	c.changes = append(c.changes, ch)
}

func (c *comparison) saidOfProgram(ch Change) bool {
	return slices.ContainsFunc(c.changes, func(o Change) bool {
		return o.Command == "" && o.Package == ch.Package && o.Signal == ch.Signal && *o.Before == *ch.Before && *o.After == *ch.After
	})
}

func stateFor(e contract.Entry) *State {
	return &State{e.Disposition, e.Effect, e.Action, e.Condition}
}

// newSenders reports senders that came and find no handler, unless the change
// that took the handler away lists them already.
func (c *comparison) newSenders(p pair) {
	at := map[string]int{} // index of the change by signal
	for _, s := range c.opts.Senders {
		if !s.New || !s.Bad || !p.has(s.Package) || c.saidBreaking(p.after.Package, s.Signal) {
			continue
		}
		if i, ok := at[s.Signal]; ok {
			c.changes[i].Senders = append(c.changes[i].Senders, s.Place)
			continue
		}
		e := c.entry(p.after.Signals, s.Signal)
		ch := Change{
			Kind: NewSender, Package: p.after.Package, Binary: p.after.Binary, Signal: s.Signal, Breaking: true,
			Before: stateFor(e), After: stateFor(e), Senders: []Place{s.Place}, Place: &s.Place,
			Message: newSenderMessage(s, e),
			Advice:  newSenderAdvice(s, e),
		}
		at[s.Signal] = len(c.changes)
		c.changes = append(c.changes, ch)
	}
}

func (c *comparison) saidBreaking(pkg, sig string) bool {
	return slices.ContainsFunc(c.changes, func(o Change) bool {
		return o.Package == pkg && o.Signal == sig && o.Breaking && o.Kind != NewSender
	})
}

// renamed reports a program that goes by another name, or stands elsewhere.
func (c *comparison) renamed(p pair) {
	if p.before.Binary == p.after.Binary && p.before.Package == p.after.Package {
		return // still the same
	}
	ch := Change{Kind: Renamed, Package: p.after.Package, Binary: p.after.Binary, Senders: []Place{}, Message: renameMessage(p)}
	for _, s := range c.opts.Senders {
		if s.Lost && p.has(s.Package) {
			ch.Senders = append(ch.Senders, s.Place)
		}
	}
	if len(ch.Senders) > 0 {
		ch.Breaking = true
		ch.Place = &ch.Senders[0]
		ch.Advice = []string{"make " + theSenders(len(ch.Senders)) + " name " + p.after.Binary + "; " + p.before.Binary + " is no longer the program's name"}
	}
	c.changes = append(c.changes, ch)
}

// vanished reports a program that is gone: once per signal that is still sent
// to it, or once if none is.
func (c *comparison) vanished(p *contract.Program) {
	bySignal := map[string][]Place{}
	for _, s := range c.opts.Senders {
		if s.Package == p.Package {
			bySignal[s.Signal] = append(bySignal[s.Signal], s.Place)
		}
	}
	if len(bySignal) == 0 {
		c.changes = append(c.changes, Change{Kind: Vanished, Package: p.Package, Binary: p.Binary, Senders: []Place{}, Message: "the program is gone; nobody here signals it"})
		return
	}
	for _, sig := range slices.Sorted(maps.Keys(bySignal)) {
		places := bySignal[sig]
		c.changes = append(c.changes, Change{
			Kind: Vanished, Package: p.Package, Binary: p.Binary, Signal: sig, Breaking: true,
			Before: stateFor(c.entry(p.Signals, sig)), Senders: places, Place: &places[0],
			Message: "the program is gone; " + senderCount(len(places)) + " still " + verb(len(places), "signals", "signal") + " it",
			Advice:  []string{"remove " + theSenders(len(places)) + ", or aim " + verb(len(places), "it", "them") + " at the program that took over"},
		})
	}
}

func keys[V any](a, b map[string]V) []string {
	all := slices.Collect(maps.Keys(a))
	all = slices.AppendSeq(all, maps.Keys(b))
	slices.Sort(all)
	return slices.Compact(all)
}

// split parts "file:line".
func split(s string) (file string, line int) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0
	}
	for _, r := range s[i+1:] {
		if r < '0' || r > '9' || line > 1<<30 {
			return s, 0
		}
		line = line*10 + int(r-'0')
	}
	return s[:i], line
}
