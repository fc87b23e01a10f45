package command

import (
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
)

// loading holds the flags of every command that reads packages.
type loading struct {
	dir   string
	tags  string
	goos  string
	tests bool
}

func (l *loading) define(flags *flag.FlagSet) {
	flags.StringVar(&l.dir, "C", "", "change to `dir` first")
	flags.StringVar(&l.tags, "tags", "", "build with these `tags`, by commas")
	flags.StringVar(&l.goos, "goos", "", "judge for this `system` instead of the one at hand")
}

func (l *loading) query(c *Context, patterns []string) listing.Query {
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	return listing.Query{Dir: c.Dir, Patterns: patterns, Tags: l.tags, GOOS: l.goos, Tests: l.tests}
}

// selection holds the flags that choose checks: -enable and -disable, and as
// with go vet -NAME, which runs only the named, and -NAME=false.
type selection struct {
	enable, disable string
	named           map[string]*choice
}

func (s *selection) define(flags *flag.FlagSet) {
	flags.StringVar(&s.enable, "enable", "", "run these `checks` too, by commas; all means every one")
	flags.StringVar(&s.disable, "disable", "", "do not run these `checks`, by commas")
	s.named = make(map[string]*choice)
	for _, a := range analyzers.All {
		s.named[a.Name] = new(choice)
		flags.Var(s.named[a.Name], a.Name, "run only this check, and others named so")
		a.Flags.VisitAll(func(f *flag.Flag) { flags.Var(f.Value, a.Name+"."+f.Name, f.Usage) })
	}
}

// choose returns the checks to run. usual says which run when nothing is said.
func (s *selection) choose(usual func(*analysis.Analyzer) bool) ([]*analysis.Analyzer, error) {
	enable, err := names(s.enable)
	if err != nil {
		return nil, err
	}
	disable, err := names(s.disable)
	if err != nil {
		return nil, err
	}
	only := s.any(true)
	var chosen []*analysis.Analyzer
	for _, a := range analyzers.All {
		on := usual(a)
		if only {
			on = s.named[a.Name].is(true)
		} else if s.named[a.Name].is(false) {
			on = false
		}
		on = on || slices.Contains(enable, a.Name)
		if on && !slices.Contains(disable, a.Name) {
			chosen = append(chosen, a)
		}
	}
	return chosen, nil
}

func (s *selection) any(value bool) bool {
	for _, c := range s.named {
		if c.is(value) {
			return true
		}
	}
	return false
}

// names splits a list of checks, each of which must exist.
func names(list string) ([]string, error) {
	var known, out []string
	for _, a := range analyzers.All {
		known = append(known, a.Name)
	}
	for _, name := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		switch {
		case name == "all":
			out = append(out, known...)
		case slices.Contains(known, name):
			out = append(out, name)
		default:
			return nil, unknownCheck(name, known)
		}
	}
	return out, nil
}

// A choice is a flag that is true, false, or not given.
type choice struct{ given, value bool }

func (c *choice) is(value bool) bool { return c.given && c.value == value }

// IsBoolFlag lets the flag stand without a value.
func (c *choice) IsBoolFlag() bool { return true }

func (c *choice) String() string { return strconv.FormatBool(c != nil && c.value) }

// Set implements flag.Value.
func (c *choice) Set(text string) error {
	value, err := strconv.ParseBool(text)
	if err != nil {
		return fmt.Errorf("takes true or false")
	}
	*c = choice{true, value}
	return nil
}
