package settings

import (
	"flag"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/passes/config"
)

// Load finds .siglint.yaml at or above dir and holds the names in it against
// the checks that exist.
func Load(dir string) (*config.Config, error) {
	cfg, err := config.Find(dir)
	if err != nil {
		return nil, err
	}
	if err := cfg.Verify(known()); err != nil {
		return nil, err
	}
	return cfg, nil
}

// known returns the settings of each check: its analyzer's flags.
func known() map[string][]string {
	known := make(map[string][]string)
	for _, a := range analyzers.All {
		flags := []string{"on", "severity"}
		a.Flags.VisitAll(func(f *flag.Flag) { flags = append(flags, f.Name) })
		known[a.Name] = flags
	}
	return known
}

// Apply gives the analyzers the settings of the file. A flag that was given has
// the last word.
func Apply(cfg *config.Config, flags *flag.FlagSet) error {
	given := make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	for _, a := range analyzers.All {
		for name, value := range cfg.Checks[a.Name].Settings {
			if given[a.Name+"."+name] {
				continue
			}
			if err := a.Flags.Set(name, value); err != nil {
				return fmt.Errorf("%s: %s.%s: %w", cfg.File, a.Name, name, err)
			}
		}
	}
	return nil
}

// Usual returns which checks run when no flag says otherwise.
func Usual(cfg *config.Config) func(*analysis.Analyzer) bool {
	return func(a *analysis.Analyzer) bool {
		if on := cfg.Checks[a.Name].On; on != nil {
			return *on
		}
		return slices.ContainsFunc(analyzers.Default, func(b *analysis.Analyzer) bool { return a.Name == b.Name })
	}
}
