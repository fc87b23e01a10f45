// Package programs says by which names a system knows the main packages of a
// tree (binaries, process names, pidfiles, systemd units), and which of them a
// sender means.
package programs

import (
	"path"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/inventory"
)

// A Program is one main package with its names.
type Program struct {
	Package  string   // import path
	Dir      string   // folder, relative to the inventory's root; empty for one that lives elsewhere
	Binary   string   // file name of the executable
	Names    []string // process names, Binary first
	Pidfiles []string // paths, sorted
	Units    []string // file names of systemd units, sorted
	module   string   // folder of its module, relative to the inventory's root
	built    bool     // a command of the tree builds it
}

// A Config is what .siglint.yaml says about one program.
type Config struct {
	Package  string // import path, or a folder relative to Dir that starts with "./"
	Dir      string // folder of the file, relative to the inventory's root
	Names    []string
	Pidfiles []string
	Units    []string
}

// All gives the programs of a tree, sorted by import path.
func All(inv *inventory.Inventory, configs []Config) []*Program {
	var progs []*Program
	for _, m := range inv.Mains {
		name := BinaryName(m.Path)
		progs = append(progs, &Program{Package: m.Path, Dir: m.Dir, Binary: name, Names: []string{name}, module: m.ModuleDir})
	}
	names := make(map[*Program][]string)
	for _, b := range inv.Builds {
		if p := built(progs, b); p != nil {
			names[p] = append(names[p], b.Name)
		}
	}
	for p, names := range names {
		p.build(names)
	}
	for _, c := range configs {
		for _, p := range progs {
			if p.Package == c.Package || strings.HasPrefix(c.Package, "./") && p.Dir == path.Join(c.Dir, c.Package) {
				p.configure(c)
			}
		}
	}
	for i := range inv.Units {
		u := &inv.Units[i]
		if p := started(progs, u); p != nil {
			p.unit(u)
		}
	}
	return progs
}

// BinaryName is the name `go build` gives to a main package: the last element
// of its path that is not a major version.
func BinaryName(pkg string) string {
	base := path.Base(pkg)
	if dir := path.Dir(pkg); dir != "." && majorVersion(base) {
		base = path.Base(dir)
	}
	return base
}

func majorVersion(s string) bool {
	digits, ok := strings.CutPrefix(s, "v")
	return ok && digits != "" && digits != "1" && strings.Trim(digits, "0123456789") == "" && digits[0] != '0'
}

// Comm is what the kernel calls a process: 15 bytes of the name of its binary.
func Comm(name string) string { return name[:min(len(name), 15)] }

// build takes the names that build commands give. If none is that of `go build`,
// the program goes by the first, though `go install` still gives the other.
func (p *Program) build(names []string) {
	p.built = true
	if !slices.Contains(names, p.Binary) {
		p.Names = append([]string{names[0]}, p.Names...)
		p.Binary = names[0]
	}
	p.Names = compact(append(p.Names, names...))
}

func (p *Program) configure(c Config) {
	if len(c.Names) > 0 {
		p.Binary = c.Names[0]
		p.Names = append(slices.Clone(c.Names), p.Names...)
		slices.Sort(p.Names[len(c.Names):])
		p.Names = compact(p.Names)
	}
	p.AddPidfiles(c.Pidfiles...)
	for _, u := range c.Units {
		p.Units = insert(p.Units, withSuffix(u, ".service"))
	}
}

// unit takes what the unit that starts the program says of it.
func (p *Program) unit(u *inventory.Unit) {
	p.Names = appendNew(p.Names, path.Base(u.Exec))
	p.Units = insert(p.Units, u.Name)
	if u.PIDFile != "" {
		p.AddPidfiles(u.PIDFile)
	}
	p.AddPidfiles(pidArgs(u.Args)...)
}

// pidArgs are the paths that a command line gives for pidfiles: what stands in
// or behind a flag whose name speaks of one.
func pidArgs(args []string) []string {
	var files []string
	for i, arg := range args {
		name, value, joined := strings.Cut(arg, "=")
		if !strings.HasPrefix(name, "-") || !strings.Contains(strings.ToLower(name), "pid") {
			continue
		}
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		if path.IsAbs(value) && !strings.ContainsAny(value, "$%") {
			files = append(files, value)
		}
	}
	return files
}

// AddPidfiles adds files that hold the program's process number.
func (p *Program) AddPidfiles(files ...string) {
	for _, f := range files {
		p.Pidfiles = insert(p.Pidfiles, f)
	}
}

// built is the program that a build command builds.
func built(progs []*Program, b inventory.Build) *Program {
	pkg := strings.TrimSuffix(b.Package, "/")
	if strings.HasSuffix(pkg, ".go") {
		pkg = path.Dir(pkg)
	}
	for _, p := range progs {
		if p.Package == pkg {
			return p
		}
	}
	if path.IsAbs(pkg) || strings.Contains(pkg, "$") {
		return bySuffix(progs, pkg)
	}
	// The folder in which the command runs is that of its file, or the one
	// of a module above it. Where it names no package it may be anybody's.
	dirs := []string{path.Join(b.Dir, pkg)}
	if pkg != "." {
		dirs = append(dirs, path.Clean(pkg))
	}
	for d := b.Dir; pkg != "." && d != "." && d != "/" && d != ".."; d = path.Dir(d) {
		dirs = append(dirs, path.Join(path.Dir(d), pkg))
	}
	for _, dir := range dirs {
		for _, p := range progs {
			if p.Dir == dir {
				return p
			}
		}
	}
	return nil
}

// bySuffix finds the one program whose path ends as the word does behind its
// unknown part: "$(PKG)/cmd/app".
func bySuffix(progs []*Program, pkg string) *Program {
	i := strings.LastIndexAny(pkg, ")}")
	if i < 0 || !strings.HasPrefix(pkg[i+1:], "/") {
		return nil
	}
	var found *Program
	for _, p := range progs {
		if strings.HasSuffix(p.Package, pkg[i+1:]) {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

// started is the program that a unit starts. Distributions often put the name
// of the project before that of the binary; such a name counts if it fits one
// program only.
func started(progs []*Program, u *inventory.Unit) *Program {
	if slices.ContainsFunc(progs, func(p *Program) bool { return slices.Contains(p.Units, u.Name) }) {
		return nearest(filter(progs, func(p *Program) bool { return slices.Contains(p.Units, u.Name) }), u.File)
	}
	return Named(progs, path.Base(u.Exec), u.File)
}

// Named is the program with a process or binary name, as a file uses it. Of
// several with that name it is the one nearest to the file.
func Named(progs []*Program, name, file string) *Program {
	if name == "" || name == "." || name == "/" {
		return nil
	}
	if exact := filter(progs, func(p *Program) bool { return slices.Contains(p.Names, name) }); len(exact) > 0 {
		return nearest(exact, file)
	}
	aliased := filter(progs, func(p *Program) bool { return p.alias(name) })
	if len(aliased) == 1 {
		return aliased[0]
	}
	return nil
}

// alias reports whether the name is the program's with words of its import path
// before it, as in prometheus-node-exporter for github.com/prometheus/node_exporter.
func (p *Program) alias(name string) bool {
	name = normal(name)
	words := strings.Split(p.Package, "/")
	for _, own := range p.Names {
		rest, ok := strings.CutSuffix(name, normal(own))
		if !ok {
			continue
		}
		if rest == "" {
			return true // but for case and dashes
		}
		if rest, ok = strings.CutSuffix(rest, "-"); ok && joined(rest, words) {
			return true
		}
	}
	return false
}

// joined reports whether s consists of some of the words, in order, with dashes
// between.
func joined(s string, words []string) bool {
	for i, word := range words {
		word = normal(word)
		if s == word {
			return true
		}
		if rest, ok := strings.CutPrefix(s, word+"-"); ok && joined(rest, words[i+1:]) {
			return true
		}
	}
	return false
}

func normal(name string) string { return strings.ReplaceAll(strings.ToLower(name), "_", "-") }

// nearest is the one of several programs that a file most likely means: not one
// for tests, the one with which it shares the most folders, the one that a
// command of the tree builds, the one whose module the file lies in. Nil if two
// are equally near.
func nearest(progs []*Program, file string) *Program {
	var best *Program
	most, tie := -1, false
	for _, p := range progs {
		near := shared(p.Dir, path.Dir(file)) * 8
		if !Auxiliary(p.Dir) {
			near += 4
		}
		if p.built {
			near += 2
		}
		if p.module == "." || path.IsAbs(p.module) || strings.HasPrefix(file, p.module+"/") {
			near++
		}
		switch {
		case near > most:
			best, most, tie = p, near, false
		case near == most:
			tie = true
		}
	}
	if tie {
		return nil
	}
	return best
}

// Auxiliary reports whether a path lies in a folder for tests, examples or tools.
func Auxiliary(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(dir string) bool {
		switch strings.ToLower(dir) {
		case "demo", "demos", "e2e", "example", "examples", "hack", "integration", "mock", "mocks", "sample", "samples",
			"test", "testing", "tests", "testutil", "tools":
			return true
		}
		return false
	})
}

// shared counts the folders that two paths have in common from the root.
func shared(a, b string) int {
	if a == "." || b == "." {
		return 0
	}
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(as) && n < len(bs) && as[n] == bs[n] {
		n++
	}
	return n
}

func filter(progs []*Program, keep func(*Program) bool) []*Program {
	var kept []*Program
	for _, p := range progs {
		if keep(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

func withSuffix(s, suffix string) string {
	if path.Ext(s) == "" {
		return s + suffix
	}
	return s
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// insert adds to a sorted list without duplicates.
func insert(list []string, s string) []string {
	i, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, i, s)
}

// compact drops later duplicates.
func compact(list []string) []string {
	var kept []string
	for _, s := range list {
		kept = appendNew(kept, s)
	}
	return kept
}
