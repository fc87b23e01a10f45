// Package settings says which checks run and how: by default, by .siglint.yaml
// and by flags, of which each overrules the one before.
package settings

import (
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/passes/config"
)

// A Selection holds the flags that choose checks: -enable and -disable, and as
// with go vet -NAME, which runs only the named, and -NAME=false.
type Selection struct {
	enable, disable string
	named           map[string]*choice
}

// Define adds the flags to a set.
func (s *Selection) Define(flags *flag.FlagSet) {
	s.DefineLists(flags)
	s.named = make(map[string]*choice)
	for _, a := range analyzers.All {
		s.named[a.Name] = new(choice)
		flags.Var(s.named[a.Name], a.Name, "run only this check, and others named so")
		a.Flags.VisitAll(func(f *flag.Flag) { flags.Var(f.Value, a.Name+"."+f.Name, f.Usage) })
	}
}

// DefineLists adds -enable and -disable only: the flags that x/tools does not
// define by itself.
func (s *Selection) DefineLists(flags *flag.FlagSet) {
	flags.StringVar(&s.enable, "enable", "", "run these `checks` too, by commas; all means every one")
	flags.StringVar(&s.disable, "disable", "", "do not run these `checks`, by commas")
}

// Choose returns the checks to run. usual says which run when nothing is said.
func (s *Selection) Choose(usual func(*analysis.Analyzer) bool) ([]*analysis.Analyzer, error) {
	enable, err := split(s.enable)
	if err != nil {
		return nil, err
	}
	disable, err := split(s.disable)
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
	if slices.ContainsFunc(chosen, func(a *analysis.Analyzer) bool { return a.Name == "ignore" }) {
		chosen = analyzers.For(chosen) // which judges the comments for these alone
	}
	return chosen, nil
}

func (s *Selection) any(value bool) bool {
	for _, c := range s.named {
		if c.is(value) {
			return true
		}
	}
	return false
}

// split divides a list of checks, each of which must exist.
func split(list string) ([]string, error) {
	var out []string
	for _, name := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		if name == "all" {
			out = append(out, Names()...)
			continue
		}
		if _, err := Find(name); err != nil {
			return nil, err
		}
		out = append(out, name)
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

// Find returns the check of that name, or an error that suggests another.
func Find(name string) (*analysis.Analyzer, error) {
	for _, a := range analyzers.All {
		if a.Name == name {
			return a, nil
		}
	}
	if near := config.Nearest(name, Names()); near != "" {
		return nil, fmt.Errorf("unknown check %q; did you mean %s?", name, near)
	}
	return nil, fmt.Errorf("unknown check %q", name)
}

// Names returns the names of all checks, sorted.
func Names() []string {
	var names []string
	for _, a := range analyzers.All {
		names = append(names, a.Name)
	}
	return names
}
