package command

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/passes/config"
)

// runConfig prints what is in force, and where each value comes from.
func runConfig(c *Context, args []string) int {
	k := new(checking)
	flags := flag.NewFlagSet("siglint config", flag.ContinueOnError)
	k.define(flags)
	if status, ok := c.parse(flags, args); !ok {
		return status
	}
	if err := k.prepare(c, flags); err != nil {
		c.Say("%v", err)
		return Usage
	}
	given := make(map[string]bool)
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if err := inForce(c.Stdout, report.NewNamer(c.Dir), k.cfg, k.checks, given); err != nil {
		c.Say("%v", err)
		return Failed
	}
	return Clean
}

func inForce(w io.Writer, namer report.Namer, cfg *config.Config, chosen []*analysis.Analyzer, given map[string]bool) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	file := "none"
	if cfg.File != "" {
		file = namer.Name(cfg.File)
	}
	fmt.Fprintf(tw, "file\t%s\n", report.Plain(file))
	source := func(line int) string { return fmt.Sprintf("%s:%d", file, line) }
	for _, a := range analyzers.All {
		on := slices.ContainsFunc(chosen, func(b *analysis.Analyzer) bool { return a.Name == b.Name })
		set, ok := cfg.Checks[a.Name]
		fmt.Fprintf(tw, "%s\t%s\t%s\n", a.Name, onOff(on), origin(on != settings.Usual(cfg)(a), ok && set.On != nil, source(set.Pos.Line)))
		a.Flags.VisitAll(func(f *flag.Flag) {
			_, inFile := set.Settings[f.Name]
			fmt.Fprintf(tw, "%s.%s\t%q\t%s\n", a.Name, f.Name, f.Value.String(), origin(given[a.Name+"."+f.Name], inFile, source(set.Pos.Line)))
		})
	}
	for _, p := range cfg.Programs {
		fmt.Fprintf(tw, "program\t%s\t%s\n", report.Plain(p.Package), source(p.Pos.Line))
	}
	for _, list := range []struct {
		name   string
		values []string
	}{{"senders", cfg.Senders}, {"contracts", cfg.Contracts}, {"exclude", cfg.Exclude}} {
		for _, value := range list.values {
			fmt.Fprintf(tw, "%s\t%s\t%s\n", list.name, report.Plain(value), file)
		}
	}
	return tw.Flush()
}

// origin tells who decided: the last of defaults, file and flags.
func origin(flag, file bool, place string) string {
	switch {
	case flag:
		return "flag"
	case file:
		return place
	}
	return "default"
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
