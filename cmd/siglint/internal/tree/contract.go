package tree

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/siglint/siglint/analyzers/stalesender"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/disposition"
	"github.com/siglint/siglint/passes/programs"
)

// Contract returns what the programs do with signals as data. The same code
// gives the same contract, wherever it lies.
func (t *Tree) Contract(known *Programs) *contract.File {
	file := &contract.File{Schema: contract.Schema, GOOS: known.Summary.Env.GOOS, Programs: []contract.Program{}}
	names := make(map[string]*programs.Program)
	for _, p := range programs.All(t.Inventory, stalesender.Configs(t.Root, t.Config)) {
		names[p.Package] = p
	}
	dirs := known.dirs()
	for _, main := range known.sorted() {
		if m := main.Package.Module; m != nil && file.Module == "" {
			file.Module, file.Go = m.Path, m.GoVersion
		}
		p := names[main.Package.ImportPath]
		if p == nil {
			p = unnamed(main.Package)
		}
		p.AddPidfiles(main.Program.Pidfiles...)
		file.Programs = append(file.Programs, program(p, main.Program, dirs))
	}
	return file
}

// unnamed is a program in a folder that discovery passes over: only its path
// tells its name.
func unnamed(pkg *listing.Package) *programs.Program {
	name := programs.BinaryName(pkg.ImportPath)
	return &programs.Program{Package: pkg.ImportPath, Binary: name, Names: []string{name}}
}

func program(p *programs.Program, d *disposition.Program, dirs map[string]string) contract.Program {
	out := contract.Program{
		Package: p.Package, Binary: p.Binary, Names: p.Names, Pidfiles: p.Pidfiles, Units: p.Units,
		Signals: entries(d.Signals, dirs),
	}
	for name, cells := range d.Commands {
		if out.Commands == nil {
			out.Commands = make(map[string]map[string]contract.Entry)
		}
		out.Commands[name] = entries(cells, dirs)
	}
	return out
}

func entries(cells map[string]*disposition.Cell, dirs map[string]string) map[string]contract.Entry {
	out := make(map[string]contract.Entry, len(cells))
	for signal, cell := range cells {
		e := cell.Entry
		e.Registered, e.Consumed = relative(e.Registered, dirs), relative(e.Consumed, dirs)
		out[signal] = e
	}
	return out
}

// relative turns "importpath/file.go:12" into a path below the module's
// folder, for packages of the module.
func relative(places []string, dirs map[string]string) []string {
	var out []string
	for _, place := range places {
		if dir, ok := dirs[path.Dir(place)]; ok {
			place = path.Join(dir, path.Base(place))
		}
		out = append(out, place)
	}
	return out
}

// dirs returns the folders of packages relative to that of their module, by
// import path, for modules that are judged.
func (p *Programs) dirs() map[string]string {
	dirs := make(map[string]string)
	for _, pkg := range p.Summary.Packages {
		if pkg.Module == nil || !pkg.Module.Main || pkg.Module.Dir == "" {
			continue
		}
		if rel, err := filepath.Rel(pkg.Module.Dir, pkg.Dir); err == nil && !strings.HasPrefix(rel, "..") {
			dirs[pkg.ImportPath] = filepath.ToSlash(rel)
		}
	}
	return dirs
}
