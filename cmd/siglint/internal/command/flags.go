package command

import (
	"flag"

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
