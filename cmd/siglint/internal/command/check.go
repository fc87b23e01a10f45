package command

import (
	"flag"
	"fmt"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/passes/sigcalls"
)

// checking holds what the flags of the check command say.
type checking struct {
	loading
	settings.Selection
	format string
	json   bool
	sarif  bool
}

func (k *checking) define(flags *flag.FlagSet) {
	k.loading.define(flags)
	k.Selection.Define(flags)
	flags.BoolVar(&k.tests, "tests", true, "judge packages together with their tests")
	flags.StringVar(&k.format, "format", "text", "print findings as `text`, json, sarif or github")
	flags.BoolVar(&k.json, "json", false, "same as -format=json")
	flags.BoolVar(&k.sarif, "sarif", false, "same as -format=sarif")
}

func runCheck(c *Context, args []string) int {
	k := new(checking)
	flags := flag.NewFlagSet("siglint", flag.ContinueOnError)
	flags.Usage = func() { usage(c.Stderr) }
	k.define(flags)
	if status, ok := c.parse(flags, args); !ok {
		return status
	}
	if err := c.chdir(k.dir); err != nil {
		c.Say("%v", err)
		return Usage
	}
	cfg, err := settings.Load(c.Dir)
	if err != nil {
		c.Say("%v", err)
		return Usage
	}
	checks, err := k.Choose(settings.Usual(cfg))
	if err != nil {
		c.Say("%v", err)
		return Usage
	}
	r, err := k.judge(c, checks, flags.Args())
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	if err := k.print(c, r); err != nil {
		c.Say("print findings: %v", err)
		return Failed
	}
	return status(r)
}

func status(r *report.Report) int {
	switch {
	case len(r.Troubles) > 0:
		return Failed
	case len(r.Findings) > 0:
		return Findings
	}
	return Clean
}

// judge runs the checks over packages.
func (k *checking) judge(c *Context, checks []*analysis.Analyzer, patterns []string) (*report.Report, error) {
	namer := report.NewNamer(c.Dir)
	r := new(report.Report)
	progress := newProgress(c, time.Second)
	defer progress.stop()
	sum, err := engine.Run(c, engine.Options{
		Query:     k.query(c, patterns),
		Analyzers: checks,
		Seed:      sigcalls.Seed,
		Progress:  progress.show,
		Visit: func(j *engine.Judged) {
			for _, d := range j.Diagnostics {
				r.Findings = append(r.Findings, namer.Finding(j, d, report.SeverityOf(d.Analyzer.Name, d.Category)))
			}
		},
	})
	if err != nil {
		return nil, err
	}
	for _, p := range sum.Problems {
		r.Troubles = append(r.Troubles, namer.Trouble(p))
	}
	r.Sort()
	return r, nil
}

func (k *checking) print(c *Context, r *report.Report) error {
	if k.json {
		k.format = "json"
	}
	if k.format == "json" {
		return r.JSON(c.Stdout, Version)
	}
	for _, t := range r.Troubles {
		fmt.Fprintf(c.Stderr, "siglint: %s\n", t)
	}
	return r.Text(c.Stdout, colourful(c.Stdout))
}
