package command

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/fix"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/passes/config"
)

// checking holds what the flags of the check command say.
type checking struct {
	loading
	settings.Selection
	output
	fix, diff bool
	baseline  string

	cfg    *config.Config
	checks []*analysis.Analyzer
}

func (k *checking) define(flags *flag.FlagSet) {
	k.loading.define(flags)
	k.Selection.Define(flags)
	k.output.define(flags)
	flags.BoolVar(&k.tests, "tests", true, "judge packages together with their tests")
	flags.StringVar(&k.baseline, "baseline", "", "pass over the findings in `file`; write it where there is none")
	flags.BoolVar(&k.fix, "fix", false, "apply the suggested fixes to Go files")
	flags.BoolVar(&k.diff, "diff", false, "print what -fix would change, and change nothing")
}

// runCheck is siglint without a subcommand.
func runCheck(c *Context, args []string) int {
	k := new(checking)
	flags := flag.NewFlagSet("siglint", flag.ContinueOnError)
	flags.Usage = func() { usage(c.Stderr) }
	k.define(flags)
	if status, ok := c.parse(flags, args); !ok {
		return status
	}
	if err := k.prepare(c, flags); err != nil {
		c.Say("%v", err)
		return Usage
	}
	r, err := k.judge(c, flags.Args())
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	return k.finish(c, r)
}

// prepare settles what is to be done before anything is read.
func (k *checking) prepare(c *Context, flags *flag.FlagSet) error {
	err := k.loading.prepare(c)
	if err != nil {
		return err
	}
	if err := k.output.prepare(); err != nil {
		return err
	}
	if k.cfg, err = settings.Load(c.Dir); err != nil {
		return err
	}
	if err := settings.Apply(k.cfg, flags); err != nil {
		return err
	}
	k.checks, err = k.Choose(settings.Usual(k.cfg))
	return err
}

// judge runs the checks over packages and files.
func (k *checking) judge(c *Context, args []string) (*report.Report, error) {
	files, patterns, err := divide(c.Dir, args)
	if err != nil {
		return nil, err
	}
	if _, err := stalesender.WithContracts(nil, k.contracts(k.cfg)); err != nil {
		return nil, err
	}
	j := &judging{checking: k, c: c, namer: report.NewNamer(c.Dir), report: new(report.Report)}
	if len(files) > 0 {
		err = j.files(files)
	}
	if err == nil && (len(patterns) > 0 || len(files) == 0) {
		err = j.packages(patterns)
	}
	j.report.Sort()
	return j.report, err
}

// divide tells sender files from packages: a file other than a Go file, and a
// folder without any, is read as senders.
func divide(dir string, args []string) (files, patterns []string, err error) {
	for _, arg := range args {
		path := arg
		if !filepath.IsAbs(path) {
			path = filepath.Join(dir, path)
		}
		info, err := os.Stat(path)
		switch {
		case arg == "-":
			files = append(files, arg)
		case err != nil && isFileName(path):
			return nil, nil, fmt.Errorf("%s: %w", arg, errors.Unwrap(err))
		case err != nil, filepath.Ext(arg) == ".go", info.IsDir() && hasGo(path):
			patterns = append(patterns, arg)
		default:
			files = append(files, path)
		}
	}
	return files, patterns, nil
}

// isFileName reports whether a path that does not exist was meant as a file:
// its folder is there, and it has an ending.
func isFileName(path string) bool {
	info, err := os.Stat(filepath.Dir(path))
	return err == nil && info.IsDir() && strings.Contains(filepath.Base(path), ".") && !strings.Contains(path, "...")
}

func hasGo(dir string) bool {
	found, err := filepath.Glob(filepath.Join(dir, "*.go"))
	return err == nil && len(found) > 0
}

// finish applies what the flags ask of a report, prints it, and returns the
// exit status.
func (k *checking) finish(c *Context, r *report.Report) int {
	if k.baseline != "" {
		written, err := r.Baseline(c.path(k.baseline), root(c.Dir))
		if err != nil {
			c.Say("%v", err)
			return Failed
		}
		if written > 0 {
			c.Say("%s accepts %d findings; from now on only new ones count", k.baseline, written)
		}
	}
	if k.fix || k.diff {
		return k.mend(c, r)
	}
	if err := k.print(c, r, k.checks); err != nil {
		c.Say("print findings: %v", err)
		return Failed
	}
	return status(r)
}

// mend applies or shows the suggested fixes, and prints what they leave.
func (k *checking) mend(c *Context, r *report.Report) int {
	plan, err := fix.Make(r.Findings)
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	if k.diff {
		_, err = c.Stdout.Write(plan.Diff())
	} else {
		r.Findings = plan.Left
		if err = plan.Write(); err == nil {
			c.Say("mended %d findings in %d files", plan.Fixed, len(plan.Files))
		}
		err = errors.Join(err, k.print(c, r, k.checks))
	}
	for _, name := range plan.Moved {
		c.Say("%s has changed since it was judged; nothing in it is mended", name)
	}
	if err != nil {
		c.Say("%v", err)
	}
	if err != nil || len(plan.Moved) > 0 {
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
