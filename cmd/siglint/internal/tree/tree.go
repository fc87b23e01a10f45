// Package tree knows what surrounds the working directory: the sender files of
// the repository, its programs, and what these do with signals. It is what the
// subcommands that are not about Go packages work on.
package tree

import (
	"cmp"
	"context"
	"go/token"
	"path"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers/eintr"
	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/await"
	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/cmd/siglint/internal/report"
	"github.com/siglint/siglint/passes/config"
	"github.com/siglint/siglint/passes/disposition"
	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/interrupts"
	"github.com/siglint/siglint/passes/inventory"
	"github.com/siglint/siglint/passes/programs"
	"github.com/siglint/siglint/passes/senders"
	"github.com/siglint/siglint/passes/sigcalls"
)

// A Tree is a repository, or a folder that belongs to none.
type Tree struct {
	Root      string // absolute
	ModDir    string // folder of go.mod; "" outside of modules
	Config    *config.Config
	Inventory *inventory.Inventory
}

// Read finds the tree around dir and reads its sender files, unless the context
// ends before.
func Read(ctx context.Context, dir string, cfg *config.Config) (*Tree, error) {
	t := &Tree{Config: cfg}
	t.Root, t.ModDir = inventory.FindRoot(dir, "")
	if t.Root == "" {
		t.Root = dir
	}
	opts := t.options(dir)
	inv, err := await.Result(ctx, func() (*inventory.Inventory, error) { return readInventory(t.Root, opts) })
	t.Inventory = inv
	return t, err
}

func (t *Tree) options(dir string) inventory.Options {
	return stalesender.SenderOptions(cmp.Or(t.ModDir, dir), t.Config)
}

// Save leaves the inventory where the check of senders finds it, so that the
// tree is walked once.
func (t *Tree) Save() { t.Inventory.Save("siglint", t.options(t.Root)) }

// Problems tells what is wrong in the sender files themselves, beyond what
// their checks report: that they cannot be read or understood.
func Problems(inv *inventory.Inventory, namer report.Namer) []report.Trouble {
	var list []report.Trouble
	for _, p := range inv.Problems {
		if p.Category == "" && p.Severity == "error" {
			list = append(list, report.Trouble{File: namer.Name(absolute(inv.Root, p.File)), Line: p.Pos.Line, Column: p.Pos.Column, Message: p.Message})
		}
	}
	return list
}

// Files returns what the named files say, absolute paths: as the tree
// understands them where it knows them, for they may send by way of others.
func (t *Tree) Files(ctx context.Context, names []string) (*inventory.Inventory, error) {
	inv, err := await.Result(ctx, func() (*inventory.Inventory, error) { return inventory.ReadFiles(t.Root, names) })
	if err != nil {
		return nil, err
	}
	joined := make(map[string]bool)
	for _, f := range t.Inventory.Files {
		joined[f.Path] = true
	}
	named := make(map[string]bool)
	for _, f := range inv.Files {
		named[f.Path] = true
	}
	sends := slices.DeleteFunc(inv.Sends, func(s senders.Send) bool { return joined[s.File] })
	for _, s := range t.Inventory.Sends {
		if named[s.File] {
			sends = append(sends, s)
		}
	}
	inv.Sends = sends
	return inv, nil
}

// Seeds says which Go files can matter to the checks: those that handle signals,
// and, for the check of EINTR, those that call what can be interrupted.
func Seeds(checks []*analysis.Analyzer) engine.Seeds {
	if !slices.Contains(checks, eintr.Analyzer) {
		return engine.Seeds{Own: sigcalls.Seed, Foreign: sigcalls.Seed, Names: flow.NamesOf}
	}
	return engine.Seeds{
		Own:      func(src []byte) bool { return sigcalls.Seed(src) || interrupts.Seed(src) },
		Foreign:  func(src []byte) bool { return sigcalls.Seed(src) || interrupts.TellsSeed(src) },
		Audience: audience,
		Names:    flow.NamesOf,
	}
}

func audience(f analysis.Fact, module string) engine.Audience {
	switch interrupts.AudienceOf(f, module) {
	case interrupts.Namers:
		return engine.Namers
	case interrupts.Nobody:
		return engine.Nobody
	}
	return engine.Everybody
}

// Beside returns a function that hashes what the packages of a module in a
// folder are judged by besides their own files and what they import, or nil:
// the check of EINTR asks who in the module calls an exported function.
func Beside(checks []*analysis.Analyzer) func(module string) string {
	if slices.Contains(checks, eintr.Analyzer) {
		return interrupts.ModuleDigest
	}
	return nil
}

// Programs are the main packages of a query, with what they do.
type Programs struct {
	Summary *engine.Summary
	Mains   map[string]*Main // by import path
}

// A Main is one main package and what it does with signals.
type Main struct {
	Package *listing.Package
	Program *disposition.Program
	Place   stalesender.Place // of func main
}

// Dispositions loads the main packages of the query, without their tests.
func Dispositions(ctx context.Context, q listing.Query, progress func(done, all int)) (*Programs, error) {
	q.Tests = false
	progs := &Programs{Mains: make(map[string]*Main)}
	sum, err := engine.Run(ctx, engine.Options{
		Query:     q,
		Analyzers: []*analysis.Analyzer{disposition.Analyzer},
		Seeds:     Seeds(nil),
		Progress:  progress,
		Keep:      []*analysis.Analyzer{disposition.Analyzer},
		Cache:     cache.Default(),
		Visit: func(j *engine.Judged) {
			if r, ok := j.Results[disposition.Analyzer].(*disposition.Result); ok && r.Program != nil {
				progs.Mains[j.Package.Path()] = &Main{j.Package, r.Program, placeOf(j, r.Program.Main)}
			}
		},
	})
	progs.Summary = sum
	return progs, err
}

// placeOf gives a position a form that does without the file set.
func placeOf(j *engine.Judged, pos token.Pos) stalesender.Place {
	at := j.Fset.Position(pos)
	return stalesender.Place{File: path.Join(j.Package.ImportPath, filepath.Base(at.Filename)), Line: at.Line, Column: at.Column}
}

// Join gives the programs of the tree what is known of them by their code and
// by contract files.
func (t *Tree) Join(known *Programs, contracts []string) ([]*stalesender.Program, error) {
	var progs []*stalesender.Program
	found := make(map[string]bool)
	add := func(p *programs.Program) {
		found[p.Package] = true
		if main := known.main(p.Package); main != nil {
			progs = append(progs, main.known(p))
		} else {
			progs = append(progs, &stalesender.Program{Program: p})
		}
	}
	for _, p := range programs.All(t.Inventory, stalesender.Configs(t.Root, t.Config)) {
		add(p)
	}
	for _, main := range known.sorted() {
		if pkg := main.Package.ImportPath; !found[pkg] { // in a folder that discovery passes over
			add(unnamed(main.Package))
		}
	}
	return stalesender.WithContracts(progs, append(contracts, t.contracts()...))
}

// known is the program with the place of its func main, which is looked up
// when it is shown.
func (m *Main) known(p *programs.Program) *stalesender.Program {
	known := stalesender.Known(p, m.Program)
	known.Main = m.Place
	return known
}

// contracts returns the contract files that .siglint.yaml names.
func (t *Tree) contracts() []string {
	var files []string
	for _, name := range t.Config.Contracts {
		files = append(files, t.Config.Path(name))
	}
	return files
}

func (p *Programs) main(pkg string) *Main {
	if p == nil {
		return nil
	}
	return p.Mains[pkg]
}

func (p *Programs) sorted() []*Main {
	if p == nil {
		return nil
	}
	var mains []*Main
	for _, m := range p.Mains {
		mains = append(mains, m)
	}
	slices.SortFunc(mains, func(a, b *Main) int { return cmp.Compare(a.Package.ImportPath, b.Package.ImportPath) })
	return mains
}

// Place returns the path of a place in Go code.
func (p *Programs) Place(at stalesender.Place) (file string, line, column int) {
	if p == nil {
		return at.File, at.Line, at.Column
	}
	for _, pkg := range p.Summary.Packages {
		if pkg.ImportPath == path.Dir(at.File) {
			return filepath.Join(pkg.Dir, path.Base(at.File)), at.Line, at.Column
		}
	}
	return at.File, at.Line, at.Column
}

// Findings gives what was found about an inventory the form of a report.
func Findings(inv *inventory.Inventory, found []stalesender.Finding, known *Programs, namer report.Namer) []report.Finding {
	var list []report.Finding
	for _, f := range found {
		file := absolute(inv.Root, f.File)
		finding := report.Finding{
			Check: stalesender.Analyzer.Name, Category: f.Category, Severity: report.Severity(f.Severity),
			File: namer.Name(file), Path: file,
			Line: f.Pos.Line, Column: f.Pos.Column, EndLine: f.End.Line, EndColumn: f.End.Column,
			Message: f.Message, Package: f.Program, URL: address(f.Category),
		}
		for _, rel := range f.Related {
			at, line, column := absolute(inv.Root, rel.File), rel.Pos.Line, rel.Pos.Column
			if rel.File == "" {
				at, line, column = known.Place(rel.Place)
			}
			finding.Related = append(finding.Related, report.Related{File: namer.Name(at), Line: line, Column: column, Message: rel.Message})
		}
		list = append(list, finding)
	}
	return list
}

func address(category string) string {
	if category == "" {
		return stalesender.Analyzer.URL
	}
	return stalesender.Analyzer.URL + "#" + category
}

func absolute(root, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(root, filepath.FromSlash(name))
}
