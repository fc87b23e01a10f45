package shell

import (
	"slices"
	"strings"
)

// A grammar says which options of a command take a value.
type grammar struct {
	short string   // letters that take a value
	long  []string // names that take a value
	mixed bool     // options may follow operands, as GNU getopt has it
}

// An option is one option as it was given.
type option struct {
	name  string // a letter, or a long name
	value value  // nil if it has none
	at    field  // where its text stands
}

// options takes the words of a command apart: its options, and what is left.
// What is not known and does not start with a dash is an operand.
func (g grammar) options(fs []field) (opts []option, rest []field) {
	for i := 0; i < len(fs); i++ {
		f := fs[i]
		p := f.prefix()
		switch {
		case f.is("--"):
			return opts, append(rest, fs[i+1:]...)
		case len(p) < 2 || p[0] != '-':
			if !g.mixed {
				return opts, append(rest, fs[i:]...)
			}
			rest = append(rest, f)
		case p[1] == '-':
			o := option{at: f}
			name, _, has := strings.Cut(p[2:], "=")
			o.name = name
			if has {
				o.value = present(f.cut(len(name) + 3))
			} else if slices.Contains(g.long, name) && i+1 < len(fs) {
				i++
				o.value, o.at.end = present(fs[i].value), fs[i].end
			}
			opts = append(opts, o)
		default:
			var skip bool
			opts, skip = g.cluster(opts, f, fs[i+1:])
			if skip {
				i++
			}
		}
	}
	return opts, rest
}

// cluster takes -abc apart; skip is true if the last letter's value is the next word.
func (g grammar) cluster(opts []option, f field, next []field) (_ []option, skip bool) {
	p := f.prefix()
	for k := 1; k < len(p); k++ {
		o := option{name: p[k : k+1], at: f}
		if strings.IndexByte(g.short, p[k]) < 0 {
			opts = append(opts, o)
			continue
		}
		if v := f.cut(k + 1); len(v) > 0 && v.String() != "" {
			o.value = v
		} else if len(next) > 0 {
			o.value, skip = present(next[0].value), true
			o.at.end = next[0].end
		}
		return append(opts, o), skip
	}
	return opts, false
}

// present returns a value that is not nil, for an option that has one.
func present(v value) value {
	if v == nil {
		return value{}
	}
	return v
}

// last returns the last of the options with one of these names.
func last(opts []option, names ...string) (option, bool) {
	for i := len(opts) - 1; i >= 0; i-- {
		if slices.Contains(names, opts[i].name) {
			return opts[i], true
		}
	}
	return option{}, false
}

func has(opts []option, names ...string) bool {
	_, ok := last(opts, names...)
	return ok
}
