package flow

import (
	"cmp"
	"slices"
	"strings"
)

// A Condition says when something holds: in any of its cases. Without cases it
// holds always.
type Condition struct {
	Cases []Case // sorted
}

// A Case holds if all of its terms do.
type Case []Term // sorted

// A Term is one thing that a condition asks for, in words: of the setting
// What, that it is, or is not, Is.
type Term struct {
	What string // "-watch", "cfg.Level", "$HOME"
	Is   string // "set", `"debug"`, "> 0"
	Not  bool   // never of a comparison, as "> 0"
}

// Bounds on what is said; what goes beyond is left out, so that a condition
// asks for less than it could.
const (
	maxCases = 3
	maxTerms = 4
)

// when is the condition that asks for one thing.
func when(t Term) Condition { return Condition{[]Case{{t}}} }

// Always reports whether a condition asks for nothing.
func (c Condition) Always() bool { return len(c.Cases) == 0 }

// And is the condition that asks for both.
func (c Condition) And(d Condition) Condition {
	if c.Always() {
		return d
	}
	if d.Always() {
		return c
	}
	var cases []Case
	for _, x := range c.Cases {
		for _, y := range d.Cases {
			cases = append(cases, x.and(y))
		}
	}
	return anyOf(cases)
}

// within is the condition that asks for both, which are about the same things:
// cases that rule each other out are none.
func (c Condition) within(d Condition) Condition {
	var cases []Case
	for _, x := range c.Cases {
		for _, y := range d.Cases {
			if !slices.ContainsFunc(x, func(t Term) bool { return slices.ContainsFunc(y, t.excludes) }) {
				cases = append(cases, x.and(y))
			}
		}
	}
	if len(cases) == 0 {
		return c.And(d)
	}
	return anyOf(cases)
}

// Or is the condition that holds if one of the two does.
func (c Condition) Or(d Condition) Condition {
	switch {
	case c.covers(d):
		return c
	case d.covers(c):
		return d
	}
	cases := shortest(slices.Concat(c.Cases, d.Cases))
	if len(cases) > maxCases {
		c, d = c.shared(), d.shared()
		if c.Always() || d.Always() {
			return Condition{}
		}
		cases = slices.Concat(c.Cases, d.Cases)
	}
	return anyOf(cases)
}

// shared is the condition that asks for what all cases do.
func (c Condition) shared() Condition {
	if s := common(c.Cases); len(s) > 0 {
		return Condition{[]Case{s}}
	}
	return Condition{}
}

// asksFor reports whether something is to be set, in each case.
func (c Condition) asksFor() bool {
	return !slices.ContainsFunc(c.Cases, func(x Case) bool {
		return !slices.ContainsFunc(x, func(t Term) bool { return !t.Not })
	})
}

// covers reports whether each case of d asks for what one of c's does.
func (c Condition) covers(d Condition) bool {
	if c.Always() || d.Always() {
		return c.Always()
	}
	for _, x := range d.Cases {
		if !slices.ContainsFunc(c.Cases, x.implies) {
			return false
		}
	}
	return true
}

// anyOf is the condition that one of the cases holds.
func anyOf(cases []Case) Condition {
	cases = shortest(cases)
	if len(cases) > maxCases {
		cases = []Case{common(cases)}
	}
	if len(cases[0]) == 0 {
		return Condition{} // always
	}
	return Condition{cases}
}

// shortest sorts cases, and leaves out terms that another case makes
// superfluous, and cases that another one covers.
func shortest(cases []Case) []Case {
	for again := true; again; {
		again = false
		for i := range cases {
			for j := range cases {
				if shorter, ok := cases[j].given(cases[i]); ok && i != j {
					cases[j], again = shorter, true
				}
			}
		}
	}
	slices.SortFunc(cases, func(x, y Case) int {
		return cmp.Or(cmp.Compare(len(x), len(y)), slices.CompareFunc(x, y, Term.compare))
	})
	var out []Case
	for _, x := range cases {
		if !slices.ContainsFunc(out, x.implies) {
			out = append(out, x)
		}
	}
	return out
}

// String says when, as "only if -watch is set", or "" for always.
func (c Condition) String() string {
	if c.Always() {
		return ""
	}
	shared := common(c.Cases)
	var cases []string
	for _, x := range c.Cases {
		if rest := x.minus(shared); len(rest) > 0 {
			cases = append(cases, rest.String())
		}
	}
	words := strings.Join(cases, " or ")
	if len(shared) > 0 {
		both := shared.String()
		if len(cases) > 1 {
			both += " and either"
		} else if len(cases) == 1 {
			both += " and"
		}
		words = strings.TrimSpace(both + " " + words)
	}
	return "only if " + words
}

// and is the case that asks for the terms of both, the first more dearly.
// Terms that rule each other out are about different things of one name.
func (c Case) and(d Case) Case {
	out := slices.Clone(c)
	for _, t := range d {
		i := slices.IndexFunc(out, t.excludes)
		switch {
		case i >= 0:
			out = slices.Delete(out, i, i+1)
		case !slices.ContainsFunc(out, func(u Term) bool { return u.implies(t) }):
			out = append(slices.DeleteFunc(out, t.implies), t)
		}
	}
	out = out[:min(len(out), maxTerms)]
	slices.SortFunc(out, Term.compare)
	return out
}

// implies reports whether c asks for all that d does.
func (c Case) implies(d Case) bool {
	for _, t := range d {
		if !slices.ContainsFunc(c, func(u Term) bool { return u.implies(t) }) {
			return false
		}
	}
	return true
}

// given leaves out a term of c that need not be asked for where d is another
// case, since d covers the opposite: of "a or not a and b", the "not a".
func (c Case) given(d Case) (Case, bool) {
	for i, t := range c {
		rest := slices.Delete(slices.Clone(c), i, i+1)
		for j, u := range d {
			if u == t.opposite() && rest.implies(slices.Delete(slices.Clone(d), j, j+1)) {
				return rest, true
			}
		}
	}
	return c, false
}

// common returns the terms that all cases ask for.
func common(cases []Case) Case {
	return cases[0].filter(func(t Term) bool {
		return !slices.ContainsFunc(cases, func(x Case) bool { return !slices.Contains(x, t) })
	})
}

func (c Case) minus(d Case) Case {
	return c.filter(func(t Term) bool { return !slices.Contains(d, t) })
}

func (c Case) filter(keep func(Term) bool) Case {
	return slices.DeleteFunc(slices.Clone(c), func(t Term) bool { return !keep(t) })
}

func (c Case) String() string {
	words := make([]string, len(c))
	for i, t := range c {
		words[i] = t.String()
	}
	return strings.Join(words, " and ")
}

// set is what a setting is that is not empty, zero or false.
const set = "set"

// operators maps comparisons to their opposites.
var operators = map[string]string{"<": ">=", ">=": "<", ">": "<=", "<=": ">"}

func (t Term) opposite() Term {
	op, x, _ := strings.Cut(t.Is, " ")
	if other := operators[op]; other != "" {
		return Term{What: t.What, Is: other + " " + x}
	}
	return Term{t.What, t.Is, !t.Not}
}

// implies reports whether u holds where t does.
func (t Term) implies(u Term) bool {
	return t == u || t.excludes(u.opposite())
}

// excludes reports whether t and u cannot both hold.
func (t Term) excludes(u Term) bool {
	return t == u.opposite() || t.What == u.What && !t.Not && !u.Not && t.Is != u.Is && t.isValue() && u.isValue()
}

// isValue reports whether a term asks for one value.
func (t Term) isValue() bool {
	op, _, _ := strings.Cut(t.Is, " ")
	return t.Is != set && operators[op] == ""
}

func (t Term) compare(u Term) int {
	return cmp.Or(strings.Compare(t.What, u.What), strings.Compare(t.Is, u.Is), strings.Compare(t.String(), u.String()))
}

func (t Term) String() string {
	op, _, _ := strings.Cut(t.Is, " ")
	switch {
	case operators[op] != "":
		return t.What + " " + t.Is
	case t.Not:
		return t.What + " is not " + t.Is
	}
	return t.What + " is " + t.Is
}
