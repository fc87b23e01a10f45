// Package vet is the face of siglint that go vet calls, once for each package.
package vet

import (
	"encoding/gob"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/passes/config"
)

// Wanted reports whether the arguments are those of go vet: the last one asks
// for the tool's identity or flags, or names the description of a package.
func Wanted(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := args[len(args)-1]
	return last == "-V=full" || last == "-flags" || strings.HasSuffix(last, ".cfg")
}

// Main answers go vet and does not return.
func Main() {
	last := os.Args[len(os.Args)-1]
	switch last {
	case "-V=full":
		exit(identify(os.Stdout, "."))
	case "-flags":
		new(settings.Selection).DefineLists(flag.CommandLine)
		unitchecker.Main(analyzers.All...)
	}
	checks, args, err := choose(os.Args[1:len(os.Args)-1], last)
	if err != nil {
		exit(err)
	}
	os.Args = append(append(os.Args[:1:1], args...), last)
	unitchecker.Main(checks...)
}

func exit(err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "siglint: %v\n", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// choose returns the checks for the package that a description names, and the
// flags that are left for x/tools to parse.
//
// A package that is only imported gives facts, and these must be the same
// whoever imports it: there every check runs, and no file has a say.
func choose(args []string, description string) ([]*analysis.Analyzer, []string, error) {
	registerFacts(analyzers.All)
	unit, err := read(description)
	if err != nil {
		return nil, nil, err
	}
	cfg := new(config.Config)
	if unit.judged() {
		if cfg, err = settings.Load("."); err != nil {
			return nil, nil, err
		}
	}
	selection := new(settings.Selection)
	flags := flag.NewFlagSet("siglint", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // what is wrong is told once, by exit
	selection.Define(flags)
	rest := passOn(flags)
	if err := flags.Parse(args); err != nil {
		return nil, nil, err
	}
	if !unit.judged() {
		return analyzers.All, rest(), nil
	}
	if err := settings.Apply(cfg, flags); err != nil {
		return nil, nil, err
	}
	checks, err := selection.Choose(settings.Usual(cfg))
	return checks, rest(), err
}

// passOn defines the flags that x/tools' unitchecker knows, and returns a
// function that writes down those that were given.
func passOn(flags *flag.FlagSet) func() []string {
	names := map[string]bool{"c": true, "fix": true, "diff": true, "json": true}
	flags.Int("c", -1, "")
	for _, name := range []string{"fix", "diff", "json"} {
		flags.Bool(name, false, "")
	}
	// What x/tools lists besides has no effect; the go command gives its own -tags
	// and -v to a tool that lists them.
	flags.String("tags", "", "")
	for _, name := range []string{"v", "all", "source"} {
		flags.Bool(name, false, "")
	}
	return func() []string {
		var args []string
		flags.Visit(func(f *flag.Flag) {
			if names[f.Name] {
				args = append(args, "-"+f.Name+"="+f.Value.String())
			}
		})
		return args
	}
}

// A unit is what of go vet's description matters here.
type unit struct {
	VetxOnly      bool
	ModuleVersion string
}

// judged reports whether the package is one the user named.
func (u unit) judged() bool { return !u.VetxOnly }

func read(description string) (unit, error) {
	var u unit
	data, err := os.ReadFile(description)
	if err != nil {
		return u, err
	}
	if err := json.Unmarshal(data, &u); err != nil {
		return u, fmt.Errorf("decode %s: %w", description, err)
	}
	return u, nil
}

// registerFacts makes the facts of all checks known, also of those that do not
// run here: the packages imported may have them.
func registerFacts(list []*analysis.Analyzer) {
	for _, a := range list {
		for _, fact := range a.FactTypes {
			gob.Register(fact)
		}
		registerFacts(a.Requires)
	}
}
