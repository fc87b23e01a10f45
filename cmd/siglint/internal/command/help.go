package command

import (
	"flag"
	"fmt"
	"io"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
)

// usage prints how the command is called.
func usage(w io.Writer) {
	fmt.Fprint(w, `siglint finds Go code that misuses signals, and the forgotten kill in a
logrotate file that takes a daemon down.

	siglint [flags] [packages | files]     check; with nothing, ./...
`)
	for _, sub := range subcommands() {
		fmt.Fprintf(w, "	%-38s %s\n", "siglint "+sub.name+" "+sub.args, sub.summary)
	}
	fmt.Fprint(w, `	go vet -vettool=$(which siglint) ./...

Flags:
`)
	flags := flag.NewFlagSet("siglint", flag.ContinueOnError)
	new(checking).define(flags)
	flags.VisitAll(func(f *flag.Flag) {
		name, text := flag.UnquoteUsage(f)
		if isCheckFlag(f.Name) {
			return // siglint help NAME has them
		}
		fmt.Fprintf(w, "	-%-20s %s\n", strings.TrimSpace(f.Name+" "+name), text)
	})
	fmt.Fprint(w, `
Checks: siglint help. Exit status: 0 clean, 1 findings, 2 wrong usage, 3 could
not read or judge something.
`)
}

func isCheckFlag(name string) bool {
	name, _, _ = strings.Cut(name, ".")
	_, err := settings.Find(name)
	return err == nil
}

func runHelp(c *Context, args []string) int {
	switch {
	case len(args) == 0:
		return c.help(list)
	case len(args) > 1:
		c.Say("help takes one check, not %d", len(args))
		return Usage
	}
	a, err := settings.Find(args[0])
	if err != nil {
		c.Say("%v", err)
		return Usage
	}
	return c.help(func(w io.Writer) { page(w, a) })
}

func (c *Context) help(text func(w io.Writer)) int {
	if err := c.show(text); err != nil {
		c.Say("%v", err)
		return Failed
	}
	return Clean
}

// list prints how the command is called, and the checks.
func list(w io.Writer) {
	usage(w)
	fmt.Fprint(w, "\nChecks:\n")
	for _, a := range analyzers.All {
		summary, _, _ := strings.Cut(a.Doc, "\n")
		fmt.Fprintf(w, "	%-18s %s\n", a.Name, summary)
	}
}

// page prints all that is known of a check.
func page(w io.Writer, a *analysis.Analyzer) {
	fmt.Fprintf(w, "%s: %s\n", a.Name, strings.TrimSpace(a.Doc))
	first := true
	a.Flags.VisitAll(func(f *flag.Flag) {
		if first {
			fmt.Fprint(w, "\nFlags:\n")
			first = false
		}
		name, text := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "	-%s.%s %s\n		%s (default %q)\n", a.Name, f.Name, name, text, f.DefValue)
	})
	fmt.Fprintf(w, "\n%s\n", a.URL)
}
