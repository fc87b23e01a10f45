package command

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/settings"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/config"
	"github.com/siglint/siglint/passes/inventory"
)

// A send is one entry of the format of sends.
type send struct {
	File       string  `json:"file"`
	Line       int     `json:"line"`
	Column     int     `json:"column"`
	Context    string  `json:"context"`
	Signal     *string `json:"signal"`
	Action     string  `json:"action,omitempty"`
	Via        string  `json:"via"`
	Directive  string  `json:"directive,omitempty"`
	TargetKind string  `json:"targetKind"`
	Target     string  `json:"target"`
	Guarded    bool    `json:"guarded"`
	Intent     string  `json:"intent"`
	Note       string  `json:"note,omitempty"`
	Resolved   []send  `json:"resolved,omitempty"`
	Program    string  `json:"program,omitempty"`
	Verdict    string  `json:"verdict,omitempty"`
	Reason     string  `json:"reason,omitempty"`
}

// sending holds what the flags of siglint senders say.
type sending struct {
	loading
	json, sections bool
	cfg            *config.Config
}

func runSenders(c *Context, args []string) int {
	k := new(sending)
	flags := flag.NewFlagSet("siglint senders", flag.ContinueOnError)
	k.define(flags)
	flags.BoolVar(&k.json, "json", false, "print JSON")
	flags.BoolVar(&k.sections, "sections", false, "show what logrotate keeps of the files, instead of the sends")
	if status, ok := c.parse(flags, args); !ok {
		return status
	}
	err := k.loading.prepare(c)
	if err == nil {
		k.cfg, err = settings.Load(c.Dir)
	}
	if err != nil {
		c.Say("%v", err)
		return Usage
	}
	if k.sections {
		return runSections(c, flags.Args(), k.json)
	}
	status, err := k.list(c, flags.Args())
	if err != nil {
		c.Say("%v", err)
		return Failed
	}
	return status
}

// list prints every send of the tree, or of the named paths.
func (k *sending) list(c *Context, paths []string) (int, error) {
	namer := report.NewNamer(c.Dir)
	t, err := tree.Read(c, c.Dir, k.cfg)
	if err != nil {
		return Failed, err
	}
	inv := t.Inventory
	if len(paths) > 0 {
		if inv, err = k.named(c, t, paths); err != nil {
			return Failed, err
		}
	}
	known, err := k.programs(c, t)
	if err != nil {
		return Failed, err
	}
	progs, err := t.Join(known, k.contracts(k.cfg))
	if err != nil {
		return Failed, err
	}
	status := Clean
	if known != nil {
		for _, p := range known.Summary.Problems {
			c.Say("%s", namer.Trouble(p))
			status = Failed
		}
	}
	for _, p := range inv.Problems {
		at := report.Trouble{File: namer.Name(below(inv, p.File)), Line: p.Pos.Line, Column: p.Pos.Column, Message: p.Message}
		c.Say("%s", at)
	}
	sends := make([]send, 0, len(inv.Sends))
	for _, v := range stalesender.Explain(inv, progs) {
		sends = append(sends, entry(inv, namer, v, known != nil || len(k.contracts(k.cfg)) > 0))
	}
	if k.json {
		return status, report.WriteJSON(c.Stdout, map[string]any{"sends": sends})
	}
	return status, table(c.Stdout, sends)
}

// named reads only the paths that the user gave.
func (k *sending) named(c *Context, t *tree.Tree, paths []string) (*inventory.Inventory, error) {
	abs := make([]string, len(paths))
	for i, p := range paths {
		abs[i] = c.path(p)
		if isFileName(abs[i]) && !exists(abs[i]) {
			return nil, fmt.Errorf("%s: no such file", p)
		}
	}
	return t.Files(c, abs)
}

// programs loads the programs of the module at hand, if there is one.
func (l *loading) programs(c *Context, t *tree.Tree) (*tree.Programs, error) {
	if t.ModDir == "" {
		return nil, nil
	}
	progress := newProgress(c, time.Second)
	defer progress.stop()
	q := l.query(c, nil)
	q.Dir = t.ModDir
	return tree.Dispositions(c, q, progress.show)
}

func below(inv *inventory.Inventory, file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(inv.Root, filepath.FromSlash(file))
}

// entry gives a verdict the form of the format. Where there is no program that
// a send could have been held against, it has none.
func entry(inv *inventory.Inventory, namer report.Namer, v stalesender.Verdict, asked bool) send {
	s := v.Send
	e := send{
		File: namer.Name(below(inv, s.File)), Line: s.Pos.Line, Column: s.Pos.Column,
		Context: s.Context, Action: s.Action, Via: s.Via, Directive: s.Directive,
		TargetKind: string(s.TargetKind), Target: s.Target, Guarded: s.Guarded, Intent: string(s.Intent), Note: s.Note,
	}
	if s.Signal != "" {
		e.Signal = &s.Signal
	}
	if asked {
		e.Program, e.Verdict, e.Reason = v.Program, v.Category, v.Reason
	}
	for _, r := range v.Resolved {
		e.Resolved = append(e.Resolved, entry(inv, namer, r, asked))
	}
	return e
}

// table prints sends for people.
func table(w io.Writer, sends []send) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	if len(sends) == 0 {
		fmt.Fprintln(tw, "nothing here sends a signal")
	} else {
		fmt.Fprintln(tw, "PLACE\tSIGNAL\tVIA\tTARGET\tPROGRAM\tVERDICT")
	}
	for _, s := range sends {
		s.row(tw, "")
	}
	return tw.Flush()
}

func (s send) row(w io.Writer, indent string) {
	signal := s.Action
	if s.Signal != nil {
		signal = *s.Signal
	}
	verdict := s.Verdict
	if s.Reason != "" {
		verdict += ": " + s.Reason
	}
	fmt.Fprintf(w, "%s%s:%d\t%s\t%s\t%s\t%s\t%s\n", indent, report.Plain(s.File), s.Line, signal, s.Via, report.Plain(s.Target), s.Program, report.Plain(verdict))
	for _, r := range s.Resolved {
		r.row(w, indent+"  → ")
	}
}
