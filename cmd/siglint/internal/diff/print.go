package diff

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/passes/changes"
)

// Rule stands for this subcommand where findings of checks are printed.
var Rule = &analysis.Analyzer{
	Name: "diff",
	Doc: "report what a change does to the signals a program survives\n\n" +
		"A handler that goes away is a harmless-looking diff. The senders stay, in files\n" +
		"that no compiler sees, and the next signal ends the program.",
	URL: "https://github.com/siglint/siglint/blob/main/docs/diff.md",
}

// Text prints changes for people.
func (res *Result) Text(w io.Writer) error {
	var b bytes.Buffer
	for i := range res.Changes {
		c := &res.Changes[i]
		fmt.Fprintf(&b, "%s", report.Plain(headline(c)))
		if c.Breaking {
			b.WriteString(" [breaking]")
		}
		b.WriteByte('\n')
		for _, at := range c.Removed {
			fmt.Fprintf(&b, "\t%s: was registered here, before\n", report.Plain(at))
		}
		for _, at := range c.Added {
			fmt.Fprintf(&b, "\t%s: is registered here\n", report.Plain(at))
		}
		for _, s := range c.Senders {
			fmt.Fprintf(&b, "\t%s:%d:%d: sent here\n", report.Plain(s.File), s.Line, s.Column)
		}
		for j, advice := range c.Advice {
			fmt.Fprintf(&b, "\t%d. %s\n", j+1, report.Plain(advice))
		}
	}
	switch {
	case len(res.Changes) > 0:
	case len(res.Troubles) > 0:
		b.WriteString("No program that could be read does anything else with a signal.\n")
	default:
		b.WriteString("No program does anything else with a signal.\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

// headline is the one line that says what changed.
func headline(c *changes.Change) string {
	parts := []string{c.Binary}
	if c.Command != "" {
		parts[0] += " " + c.Command
	}
	if c.Signal != "" {
		parts = append(parts, c.Signal)
	}
	return strings.Join(append(parts, c.Message), ": ")
}

// JSON prints changes as the format of changes promises.
func (res *Result) JSON(w io.Writer) error {
	list, troubles := res.Changes, res.Troubles
	if list == nil {
		list = []changes.Change{}
	}
	if troubles == nil {
		troubles = []report.Trouble{}
	}
	return report.WriteJSON(w, struct {
		Changes []changes.Change `json:"changes"`
		Errors  []report.Trouble `json:"errors"`
	}{list, troubles})
}

// Report gives changes the form of findings, for SARIF and for workflow
// commands. path returns the absolute form of a file.
func (res *Result) Report(path func(string) string) *report.Report {
	r := &report.Report{Troubles: res.Troubles}
	for i := range res.Changes {
		c := &res.Changes[i]
		f := report.Finding{
			Check: Rule.Name, Category: string(c.Kind), Severity: report.Note, URL: Rule.URL,
			Message: headline(c), Package: c.Package, Line: 1, Column: 1,
		}
		if c.Breaking {
			f.Severity = report.Error
		}
		if len(c.Advice) > 0 {
			f.Message += "; " + strings.Join(c.Advice, "; ")
		}
		if c.Place != nil {
			f.File, f.Line, f.Column = c.Place.File, max(c.Place.Line, 1), max(c.Place.Column, 1)
		} else {
			f.File = "go.mod" // of a program that is gone, nothing else is left to stand at
		}
		f.Path = path(f.File)
		for _, s := range c.Senders {
			if c.Place == nil || s != *c.Place {
				f.Related = append(f.Related, report.Related{File: s.File, Line: s.Line, Column: s.Column, Message: "sent here"})
			}
		}
		r.Findings = append(r.Findings, f)
	}
	r.Sort()
	return r
}
