package command

import (
	"flag"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/diff"
	"github.com/siglint/siglint/passes/changes"
)

// runDiff is siglint diff.
func runDiff(c *Context, args []string) int {
	var l loading
	var out output
	var opts diff.Options
	var senders paths
	flags := flag.NewFlagSet("siglint diff", flag.ContinueOnError)
	flags.StringVar(&opts.Base, "base", "", "compare the working tree with this `revision`")
	flags.Var(&senders, "senders", "look for senders in these `folders` too, by commas")
	flags.StringVar(&l.dir, "C", "", "change to `dir` first")
	flags.StringVar(&l.tags, "tags", "", "build with these `tags`, by commas")
	flags.StringVar(&l.goos, "goos", "", "judge for this `system` instead of the one at hand")
	out.define(flags)
	if status, ok := c.parse(flags, args); !ok {
		return status
	}
	if err := c.chdir(l.dir); err != nil {
		c.Say("%v", err)
		return Usage
	}
	if err := out.prepare(); err != nil {
		c.Say("%v", err)
		return Usage
	}
	switch rest := flags.Args(); {
	case opts.Base != "":
		opts.Query = l.query(c, rest)
	case len(rest) == 2:
		opts.Old, opts.New = c.path(rest[0]), c.path(rest[1])
	default:
		c.Say("diff compares with a revision, -base REV [packages], or two contracts, OLD.json NEW.json")
		return Usage
	}
	opts.Dir = c.Dir
	for _, name := range senders {
		opts.Senders = append(opts.Senders, c.path(name))
	}
	progress := newProgress(c, time.Second)
	opts.Progress = progress.show
	res, err := diff.Run(c, opts)
	progress.stop()
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	if err := printDiff(c, out, res); err != nil {
		c.Say("print changes: %v", err)
		return Failed
	}
	switch {
	case changes.Breaking(res.Changes):
		return Findings
	case len(res.Troubles) > 0:
		return Failed
	}
	return Clean
}

func printDiff(c *Context, out output, res *diff.Result) error {
	for _, note := range res.Notes {
		c.Say("%s", note)
	}
	switch out.format {
	case "json":
		return res.JSON(c.Stdout)
	case "text":
		for _, t := range res.Troubles {
			c.Say("%s", t)
		}
		return res.Text(c.Stdout)
	}
	return out.print(c, res.Report(c.path), []*analysis.Analyzer{diff.Rule})
}
