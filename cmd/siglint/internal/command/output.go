package command

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/report"
)

// output holds the flags that say how findings are printed.
type output struct {
	format      string
	json, sarif bool
}

var formats = []string{"text", "json", "sarif", "github"}

func (o *output) define(flags *flag.FlagSet) {
	flags.StringVar(&o.format, "format", "text", "print findings as `text`, json, sarif or github")
	flags.BoolVar(&o.json, "json", false, "same as -format=json")
	flags.BoolVar(&o.sarif, "sarif", false, "same as -format=sarif")
}

func (o *output) prepare() error {
	switch {
	case o.json && o.sarif:
		return fmt.Errorf("-json and -sarif exclude each other")
	case o.json:
		o.format = "json"
	case o.sarif:
		o.format = "sarif"
	}
	if slices.Contains(formats, o.format) {
		return nil
	}
	return fmt.Errorf("-format takes %s, not %q", strings.Join(formats, ", "), o.format)
}

// print writes findings to standard output and troubles, where the format has
// no room for them, to standard error.
func (o *output) print(c *Context, r *report.Report, checks []*analysis.Analyzer) error {
	if o.format != "json" {
		for _, t := range slices.Concat(r.Troubles, r.Notices) {
			fmt.Fprintf(c.Stderr, "siglint: %s\n", t)
		}
	}
	switch o.format {
	case "json":
		return r.JSON(c.Stdout, Version)
	case "sarif":
		return r.SARIF(c.Stdout, Version, root(c.Dir), checks)
	case "github":
		return r.GitHub(c.Stdout)
	}
	return r.Text(c.Stdout, colourful(c.Stdout))
}
