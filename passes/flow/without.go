package flow

import (
	"maps"
	"slices"
	"strings"
)

// What the default of a dispatch reaches, or the function of the command that
// the others are added to, is reached without some subcommands: "!" and their
// names. Among these anyName stands for all others, where no word is given at
// all, or one that is no subcommand is a mistake; noName stands for a run without
// any, where the program puts in a word itself.
const (
	without = "!"
	anyName = "*"
	noName  = ""
)

// ByCommand says when something is reached, by subcommand: "" is for any, and
// what Excluded knows for any but some.
type ByCommand map[string]Condition

func always() ByCommand { return ByCommand{"": {}} }

// Excluded returns the subcommands without which something is reached, "" among
// them if it is not reached without any; every is set if it is reached with no
// other either.
func Excluded(command string) (names []string, every, ok bool) {
	list, ok := strings.CutPrefix(command, without)
	if !ok {
		return nil, false, false
	}
	for _, name := range strings.Split(list, ",") {
		if name == anyName {
			every = true
		} else {
			names = append(names, name)
		}
	}
	return names, every, true
}

// Excluding spells what Excluded returns; where no subcommand is ruled out, any
// will do.
func Excluding(names []string, every bool) string {
	switch {
	case len(names) == 0:
		return ""
	case every:
		names = append(slices.Clone(names), anyName)
	}
	return exclude("", names...)
}

// With reports whether something that is reached as said is reached with a
// subcommand.
func With(command, name string) bool {
	names, every, ok := Excluded(command)
	if !ok {
		return command == "" || command == name
	}
	return !every && !slices.Contains(names, name)
}

// WithNone reports whether something that is reached as said is reached without
// a subcommand.
func WithNone(command string) bool {
	names, _, ok := Excluded(command)
	return command == "" || ok && !slices.Contains(names, noName)
}

// alone spells what is reached without a subcommand only.
var alone = exclude("", anyName)

// exclude spells that subcommands are ruled out besides.
func exclude(command string, more ...string) string {
	names, every, ok := Excluded(command)
	if !ok && command != "" {
		return command // it is another one
	}
	if every {
		names = append(names, anyName)
	}
	names = slices.Concat(names, more)
	slices.Sort(names)
	return without + strings.Join(slices.Compact(names), ",")
}

// within is how something is reached by s from what is reached by r: the first
// word of the command line chooses, unless it only rules others out.
func within(r, s string) string {
	names, every, ok := Excluded(r)
	switch more, all, excludes := Excluded(s); {
	case !ok && r != "", s == "":
		return r
	case r == "":
		return s
	case excludes && all:
		return exclude(r, append(more, anyName)...)
	case excludes:
		return exclude(r, more...)
	case every, slices.Contains(names, s):
		return r // the word is given by the program itself
	}
	return s
}

// or adds a way.
func (m ByCommand) or(command string, c Condition) {
	if old, ok := m[command]; ok {
		c = old.Or(c)
	}
	m[command] = c
}

// add adds all ways of others.
func (m ByCommand) add(others ByCommand) {
	for _, command := range slices.Sorted(maps.Keys(others)) {
		m.or(command, others[command])
	}
}

// told are the ways as simple as they can be told; none at all says nothing.
func (m ByCommand) told() ByCommand {
	if len(m) == 0 {
		return always()
	}
	m.Simplify()
	return m
}

// with are the ways that are left where a word is a subcommand, which may be the
// word that the program puts in where there is none. Where it has been one
// before, it is a word of that command.
func (m ByCommand) with(name string, byDefault bool) ByCommand {
	out := make(ByCommand)
	for _, command := range slices.Sorted(maps.Keys(m)) {
		if command != name && With(command, name) {
			out.or(name, m[command])
		}
		if byDefault && WithNone(command) {
			out.or(alone, m[command])
		}
	}
	if len(out) == 0 {
		return m
	}
	return out
}

// but are the ways that are left where a word is none of the subcommands.
func (m ByCommand) but(names ...string) ByCommand {
	out := make(ByCommand)
	for _, command := range slices.Sorted(maps.Keys(m)) {
		out.or(exclude(command, names...), m[command])
	}
	return out
}

// Simplify leaves out ways that others cover, and joins those that rule out
// different subcommands, or rule out one by which there is a way as well.
func (m ByCommand) Simplify() {
	m.joinExcluding()
	for _, command := range slices.Sorted(maps.Keys(m)) {
		m.fold(command)
	}
	for _, command := range slices.Sorted(maps.Keys(m)) {
		c, ok := m[command]
		if ok {
			maps.DeleteFunc(m, func(other string, d Condition) bool {
				return other != command && includes(command, other) && c.covers(d)
			})
		}
	}
}

// includes reports whether each run of the program that other stands for is one
// that command stands for.
func includes(command, other string) bool {
	names, every, ok := Excluded(command)
	more, all, excludes := Excluded(other)
	switch {
	case command == "" || !ok:
		return command == ""
	case !excludes:
		return other != "" && With(command, other)
	case every:
		return all
	case all:
		return !slices.Contains(names, noName)
	}
	return !slices.ContainsFunc(names, func(n string) bool { return !slices.Contains(more, n) })
}

// Wider reports whether r holds wherever s does, as surely, and elsewhere too.
func (r Reach) Wider(s Reach) bool {
	covers := func(r, s Reach) bool {
		return (r.Command == s.Command || includes(r.Command, s.Command)) && r.Condition.covers(s.Condition)
	}
	return (s.May || !r.May) && covers(r, s) && !covers(s, r)
}

// joinExcluding joins two ways at a time that hold under the same condition:
// what both rule out is left.
func (m ByCommand) joinExcluding() {
	for again := true; again; {
		again = false
		keys := slices.Sorted(maps.Keys(m))
		for i, a := range keys {
			for _, b := range keys[:i] {
				names, every, ok := Excluded(a)
				more, all, excludes := Excluded(b)
				if again || !ok || !excludes || !m[a].equal(m[b]) {
					continue
				}
				c := m[a]
				delete(m, a)
				delete(m, b)
				m.or(bothExclude(names, every, more, all), c)
				again = true
			}
		}
	}
}

func bothExclude(names []string, every bool, more []string, all bool) string {
	switch {
	case every && all:
		return exclude("", slices.Concat(names, more, []string{anyName})...)
	case every:
		return Excluding(slices.DeleteFunc(slices.Clone(more), isNone), false)
	case all:
		return Excluding(slices.DeleteFunc(slices.Clone(names), isNone), false)
	}
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !slices.Contains(more, n) })
	return Excluding(names, false)
}

func isNone(name string) bool { return name == noName }

// fold joins a way that rules out subcommands with those by which these are
// reached under the same condition.
func (m ByCommand) fold(command string) {
	names, every, ok := Excluded(command)
	if !ok {
		return
	}
	c := m[command]
	left := slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		if n == noName {
			n = alone
		}
		d, also := m[n]
		return also && d.equal(c)
	})
	switch {
	case len(left) == len(names), every && len(left) > 0:
		return // all but nothing, or which are left cannot be told
	}
	m.or(Excluding(left, false), c)
	delete(m, command)
}

// equal reports whether two conditions hold alike.
func (c Condition) equal(d Condition) bool { return c.covers(d) && d.covers(c) }

// whole returns the condition, if subcommands have nothing to do with it.
func (m ByCommand) whole() Condition {
	if len(m) != 1 {
		return Condition{}
	}
	return m[""]
}

// reaches lists how a block is reached.
func (m ByCommand) reaches() []reach {
	var out []reach
	for _, command := range slices.Sorted(maps.Keys(m)) {
		out = append(out, reach{cond: m[command], command: command})
	}
	return out
}
