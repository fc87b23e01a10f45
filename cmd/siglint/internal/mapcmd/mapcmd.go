// Package mapcmd is the subcommand that draws who signals whom.
package mapcmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/cmd/siglint/internal/whole"
	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/picture"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/signals"
)

// writers are the formats by the ending of the file.
var writers = map[string]func(io.Writer, *picture.Web) error{
	".svg":  picture.SVG,
	".html": picture.HTML,
	".dot":  picture.DOT,
}

// Known returns an error if there is no format for the file.
func Known(file string) error {
	if writers[strings.ToLower(filepath.Ext(file))] != nil {
		return nil
	}
	return fmt.Errorf("-o takes a file that ends in %s, not %q", strings.Join(slices.Sorted(maps.Keys(writers)), ", "), file)
}

// Write draws a web into a file, whole or not at all. dir is the folder that
// the paths of its senders are relative to.
func Write(web *picture.Web, file, dir string) error {
	if rel, err := filepath.Rel(filepath.Dir(file), dir); err == nil && rel != "." {
		web.Base = filepath.ToSlash(rel) + "/"
	}
	var b bytes.Buffer
	if err := writers[strings.ToLower(filepath.Ext(file))](&b, web); err != nil {
		return err
	}
	err := whole.Write(file, b.Bytes(), 0o666)
	if path := new(fs.PathError); errors.As(err, &path) {
		err = path.Err // its path is that of a temporary file
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return nil
}

// Web makes a picture's input of a tree: a sender for each verdict, as in the
// list of senders, and the programs that are known or meant.
func Web(t *tree.Tree, known *tree.Programs, progs []*stalesender.Program, namer report.Namer) *picture.Web {
	w := &picture.Web{Title: title(t, known), GOOS: "linux"}
	found := findings(t.Inventory, progs)
	meant := make(map[string]bool)
	for _, v := range stalesender.Explain(t.Inventory, progs) {
		s := &v.Send
		sender := picture.Sender{
			File: namer.Name(filepath.Join(t.Inventory.Root, filepath.FromSlash(s.File))), Line: s.Pos.Line, Column: s.Pos.Column,
			Context: s.Context, Signal: s.Signal, Action: s.Action, Target: s.Target, Reason: v.Reason,
			Ends: ends(t.Inventory, progs, v),
		}
		sender.Category, sender.Bad = found.at(v)
		for _, e := range sender.Ends {
			meant[e.Program] = true
		}
		w.Senders = append(w.Senders, sender)
	}
	for _, p := range progs {
		if p.Signals != nil || meant[p.Package] {
			w.Programs = append(w.Programs, picture.Program{
				Package: p.Package, Binary: p.Binary, Signals: entries(p.Signals), Commands: commands(p.Commands),
			})
		}
	}
	w.Sort()
	return w
}

// title is the path of the module, or the name of the folder.
func title(t *tree.Tree, known *tree.Programs) string {
	if known != nil {
		for _, p := range known.Summary.Packages {
			if p.Module != nil && p.Module.Dir == t.ModDir && t.ModDir != "" {
				return p.Module.Path
			}
		}
	}
	return filepath.Base(t.Root)
}

// ends are the programs and signals that a send comes to.
func ends(inv *inventory.Inventory, progs []*stalesender.Program, v stalesender.Verdict) []picture.End {
	if v.Send.Signal != "" {
		return []picture.End{{Program: v.Program, Command: command(inv, progs, v), Signal: v.Send.Signal}}
	}
	var list []picture.End
	for _, r := range v.Resolved {
		for _, e := range ends(inv, progs, r) {
			if !slices.Contains(list, e) {
				list = append(list, e)
			}
		}
	}
	return list
}

// command is the subcommand under which the program meets the send, if that
// makes a difference and the command line is known.
func command(inv *inventory.Inventory, progs []*stalesender.Program, v stalesender.Verdict) string {
	i := slices.IndexFunc(progs, func(p *stalesender.Program) bool { return p.Package == v.Program && len(p.Commands) > 0 })
	if i < 0 {
		return ""
	}
	words := slices.Clone(v.Send.Subcommand)
	for _, u := range inv.Units {
		if u.Name == v.Send.Unit {
			words = append(words, u.Args...)
		}
	}
	for _, w := range words {
		if progs[i].Commands[w] != nil {
			return w
		}
	}
	return ""
}

// A mistake is a finding about one send: at its place, about its program.
type mistake struct {
	file              string
	pos               senders.Position
	program, category string
}

type mistakes map[mistake]bool

func findings(inv *inventory.Inventory, progs []*stalesender.Program) mistakes {
	m := make(mistakes)
	for _, f := range stalesender.Judge(inv, progs) {
		m[mistake{f.File, f.Pos, f.Program, f.Category}] = true
	}
	return m
}

// aboutFiles are the categories of what is wrong with a send whatever its
// program does.
var aboutFiles = []string{stalesender.Unmatched, stalesender.Repeated, stalesender.Misspelt}

// at gives the category of what was found about a send. Several may stand at
// one place, as in a function that sends what it is told to.
func (m mistakes) at(v stalesender.Verdict) (category string, bad bool) {
	if m[mistake{v.Send.File, v.Send.Pos, v.Program, v.Category}] {
		return v.Category, true
	}
	for _, category := range aboutFiles {
		if m[mistake{v.Send.File, v.Send.Pos, "", category}] {
			return category, true
		}
	}
	return "", false
}

func entries(cells map[string]*stalesender.Cell) map[string]contract.Entry {
	if cells == nil {
		return nil
	}
	out := make(map[string]contract.Entry, len(cells))
	for sig, c := range cells {
		out[sig] = c.Entry
		if c.May { // perhaps caught: what happens is not known
			out[sig] = contract.Entry{Disposition: c.Disposition, Effect: signals.UnknownEffect}
		}
	}
	return out
}

func commands(of map[string]map[string]*stalesender.Cell) map[string]map[string]contract.Entry {
	out := make(map[string]map[string]contract.Entry, len(of))
	for name, cells := range of {
		if name != "" { // a run without a subcommand has the row of the whole
			out[name] = entries(cells)
		}
	}
	return out
}
