package command

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/signals"
)

// runContract prints what programs do with signals.
func runContract(c *Context, args []string) int {
	l := new(loading)
	flags := flag.NewFlagSet("siglint contract", flag.ContinueOnError)
	l.define(flags)
	json := flags.Bool("json", false, "print the contract, for other repositories to check their senders by")
	all := flags.Bool("all", false, "list also signals that no program registers")
	if status, ok := c.parse(flags, args); !ok {
		return status
	}
	if err := l.prepare(c); err != nil {
		c.Say("%v", err)
		return Usage
	}
	cfg, err := settings.Load(c.Dir)
	if err != nil {
		c.Say("%v", err)
		return Usage
	}
	progress := newProgress(c, time.Second)
	known, err := tree.Dispositions(c, l.query(c, flags.Args()), progress.show)
	progress.stop()
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	t, err := tree.Read(c, c.Dir, cfg)
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	file := t.Contract(known)
	if *json {
		err = report.WriteJSON(c.Stdout, file)
	} else {
		err = contractTable(c.Stdout, file, *all)
	}
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	return c.problems(known)
}

// problems tells what could not be loaded.
func (c *Context) problems(known *tree.Programs) int {
	namer := report.NewNamer(c.Dir)
	status := Clean
	for _, p := range known.Summary.Problems {
		c.Say("%s", namer.Trouble(p))
		status = Failed
	}
	return status
}

// contractTable prints a contract for people: the signals that a program
// registers, and those that administrators send.
func contractTable(w io.Writer, file *contract.File, all bool) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	if len(file.Programs) == 0 {
		fmt.Fprintln(tw, "no main packages here")
	}
	for i, p := range file.Programs {
		if i > 0 {
			fmt.Fprintln(tw)
		}
		fmt.Fprintf(tw, "%s (%s)\n", p.Binary, p.Package)
		contractRows(tw, "  ", p.Signals, all)
		for _, name := range slices.Sorted(maps.Keys(p.Commands)) {
			fmt.Fprintf(tw, "  %s %s\n", p.Binary, cmp.Or(report.Plain(name), "(no subcommand)"))
			contractRows(tw, "    ", p.Commands[name], all)
		}
	}
	return tw.Flush()
}

// common are the signals that are always shown.
var common = []string{"SIGHUP", "SIGINT", "SIGTERM", "SIGQUIT", "SIGUSR1", "SIGUSR2"}

func contractRows(w io.Writer, indent string, entries map[string]contract.Entry, all bool) {
	for _, name := range slices.SortedFunc(maps.Keys(entries), inOrder) {
		e := entries[name]
		if !all && e.Disposition == signals.DefaultAction && !slices.Contains(common, name) {
			continue
		}
		what := e.Action
		if e.Condition != "" {
			what = strings.TrimSpace(what + " (" + e.Condition + ")")
		}
		fmt.Fprintf(w, "%s%s\t%s\t%s\t%s\n", indent, name, e.Disposition, e.Effect, report.Plain(what))
	}
}

// inOrder puts the common signals first.
func inOrder(a, b string) int {
	rank := func(name string) int {
		if i := slices.Index(common, name); i >= 0 {
			return i
		}
		return len(common)
	}
	if d := rank(a) - rank(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}
