package inventory

import (
	"bytes"
	"go/build/constraint"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/regular"
)

// mainPackage notes the folder if its Go files are a main package. The first
// file without a build constraint decides; what is built by nobody, such as a
// generator with "//go:build ignore", does not count.
func (w *walker) mainPackage(dir string, mod module, entries []fs.DirEntry) {
	if mod.path == "" {
		return // not importable, hence not known by a path
	}
	var files []string
	tagged := true
	for _, e := range entries {
		if !e.Type().IsRegular() || !goFile(e.Name()) {
			continue
		}
		name := path.Join(dir, e.Name())
		clause := w.clause(name)
		constrained := clause.constrained || platformSuffix(name)
		switch {
		case clause.name == "" || clause.ignored:
		case clause.name == "main":
			files = append(files, name)
			tagged = tagged && constrained
		case !constrained:
			return // the package is another
		}
	}
	if slices.ContainsFunc(files, w.hasMain) {
		main := Main{Path: importPath(mod, w.abs(dir)), Dir: dir, Module: mod.path, ModuleDir: w.rel(mod.dir), Tagged: tagged}
		w.add(func() { w.inv.Mains = append(w.inv.Mains, main) })
	}
}

// goFile reports whether the go command builds a file of that name.
func goFile(base string) bool {
	return strings.HasSuffix(base, ".go") && !strings.HasSuffix(base, "_test.go") &&
		!strings.HasPrefix(base, "_") && !strings.HasPrefix(base, ".")
}

var funcMain = regexp.MustCompile(`(?m)^func\s+main\s*\(\s*\)`)

// hasMain reports whether the file has a function main: a package main without
// one only holds instructions for generators.
func (w *walker) hasMain(name string) bool {
	src, err := w.read(name)
	return err != nil || funcMain.Match(src)
}

// importPath is the path of a folder in a module.
func importPath(mod module, abs string) string {
	rel, err := filepath.Rel(mod.dir, abs)
	if err != nil || rel == "." {
		return mod.path
	}
	return path.Join(mod.path, filepath.ToSlash(rel))
}

// A clause is what stands at the top of a Go file.
type clause struct {
	name        string // of the package
	constrained bool   // by a build constraint
	ignored     bool   // by a constraint that nobody fulfils
}

// clause reads the top of a Go file: as little as holds the package clause.
func (w *walker) clause(name string) clause {
	for n := 2 << 10; ; n *= 8 {
		head := w.head(name, n)
		c := packageClause(head)
		if c.name != "" || len(head) < n || n > maxFile {
			return c
		}
	}
}

// packageClause scans comments up to the package clause. A name at the very end
// of src may be cut off, and counts as not found.
func packageClause(src []byte) clause {
	var c clause
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	for {
		src = bytes.TrimLeft(src, " \t\r\n;")
		switch {
		case bytes.HasPrefix(src, []byte("//")):
			line, rest, found := bytes.Cut(src, []byte("\n"))
			if !found {
				return clause{}
			}
			c.constrain(strings.TrimSpace(string(line)))
			src = rest
		case bytes.HasPrefix(src, []byte("/*")):
			_, rest, found := bytes.Cut(src, []byte("*/"))
			if !found {
				return clause{}
			}
			src = rest
		default:
			rest, ok := bytes.CutPrefix(src, []byte("package"))
			rest = bytes.TrimLeft(rest, " \t")
			end := bytes.IndexAny(rest, " \t\r\n;/")
			if !ok || end <= 0 {
				return clause{}
			}
			c.name = string(rest[:end])
			return c
		}
	}
}

// constrain takes note of a line comment above the package clause.
func (c *clause) constrain(line string) {
	if !constraint.IsGoBuild(line) && !constraint.IsPlusBuild(line) {
		return
	}
	expr, err := constraint.Parse(line)
	if err != nil {
		return
	}
	c.constrained = true
	// Whoever builds for whatever platform never sets the tag "ignore".
	if !expr.Eval(func(tag string) bool { return tag != "ignore" }) && expr.Eval(func(string) bool { return true }) {
		c.ignored = true
	}
}

// platforms are the words that constrain a file by the end of its name.
var platforms = strings.Fields(`aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd
	plan9 solaris wasip1 windows 386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le
	riscv64 s390x wasm`)

func platformSuffix(name string) bool {
	stem := strings.TrimSuffix(name, ".go")
	i := strings.LastIndexByte(stem, '_')
	return i > 0 && slices.Contains(platforms, stem[i+1:])
}

// modulePath reads the module directive of a go.mod file.
func modulePath(src []byte) string {
	for line := range strings.Lines(string(src)) {
		line, _, _ = strings.Cut(line, "//")
		fields := strings.Fields(line)
		if len(fields) == 2 && fields[0] == "module" {
			return strings.Trim(fields[1], "\"`")
		}
	}
	return ""
}

// FindRoot returns the folder whose tree counts for the module of dir: that of
// the repository around it, if there is one that does not pass the module over,
// else the module's own. The second result is the folder of go.mod. An empty
// modulePath takes the nearest go.mod.
func FindRoot(dir, modPath string) (root, modDir string) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", ""
	}
	for d := dir; ; d = filepath.Dir(d) {
		if src, err := regular.Read(filepath.Join(d, "go.mod"), maxFile); err == nil && (modPath == "" || modulePath(src) == modPath) {
			modDir = d
			break
		}
		if filepath.Dir(d) == d {
			return "", ""
		}
	}
	for d := modDir; ; d = filepath.Dir(d) {
		if _, err := os.Lstat(filepath.Join(d, ".git")); err == nil && !ignoredBelow(d, modDir) {
			return d, modDir
		}
		if passedOver[filepath.Base(d)] || filepath.Dir(d) == d {
			return modDir, modDir // not part of the repository, or there is none
		}
	}
}

// ignoredBelow reports whether the .gitignore files of a repository pass over
// a folder in it, as those of a home folder do that is a repository itself.
func ignoredBelow(repo, dir string) bool {
	rel, err := filepath.Rel(repo, dir)
	if err != nil || rel == "." {
		return false
	}
	var ign *gitignore
	at := ""
	for _, segment := range strings.Split(filepath.ToSlash(rel), "/") {
		if src, err := regular.Read(filepath.Join(repo, at, ".gitignore"), maxFile); err == nil {
			ign = parseGitignore(ign, at, src)
		}
		at = path.Join(at, segment)
		if ign.ignores(at, true) {
			return true
		}
	}
	return false
}

// moduleAbove finds the go.mod above a root that has none itself.
func moduleAbove(root string) module {
	for d := root; ; d = filepath.Dir(d) {
		if src, err := regular.Read(filepath.Join(d, "go.mod"), maxFile); err == nil {
			return module{modulePath(src), d}
		}
		if filepath.Dir(d) == d {
			return module{}
		}
	}
}
