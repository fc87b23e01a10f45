package interrupts

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/ssa"
)

// Facts travel from a package to its importers, so a package cannot know who
// calls its exported functions. For the few that hand out a raw EINTR, the text
// of the module is asked who does. Where none of the packages that do can know
// of EINTR, the call itself is the place to report; where one may, all of them
// are judged by the fact, each in its turn.

const (
	maxFiles = 100_000 // of a module
	maxBytes = 4 << 20 // of one file
)

// A use says how the other packages of the module use a function.
type use int

const (
	unused  use = iota // none calls it
	unaware            // some do, and none of them knows of EINTR
	aware              // some do, and one of them may handle EINTR
)

// usedElsewhere says how other packages use fn.
func (x *index) usedElsewhere(fn *ssa.Function) use {
	if !x.visible(fn) || len(x.pass.Files) == 0 {
		return unused
	}
	if u, ok := x.uses[fn]; ok {
		return u
	}
	here := filepath.Dir(x.pass.Fset.File(x.pass.Files[0].Package).Name())
	u := unused
	if root := moduleRoot(here); root != "" {
		u = moduleText(root).use(here, x.pass.Pkg.Path(), fn.Name())
	}
	if u == unaware && x.offersHelp() {
		u = aware
	}
	x.uses[fn] = u
	return u
}

// offersHelp reports whether the package exports something that handles EINTR
// for others.
func (x *index) offersHelp() bool {
	for _, fn := range x.funcs {
		if !x.visible(fn) {
			continue
		}
		for _, p := range fn.Params {
			if isFunc(p.Type()) && len(errorResults(p.Type())) > 0 && x.helpOf(p).handled {
				return true
			}
			if isError(p.Type()) && len(x.tests) > 0 && x.summary(paramKey{fn, p, false, bare}).handled {
				return true
			}
		}
	}
	return false
}

// moduleRoot returns the nearest folder at or above dir with a go.mod.
func moduleRoot(dir string) string {
	for range 64 {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

// A modText knows the texts of a module's files, as far as they matter here.
type modText struct {
	root    string
	files   []string
	mu      sync.Mutex
	users   map[string][]string // the files that import a path, by path
	folders map[string]bool     // whether a package, or one it imports, names EINTR
	names   map[string]bool     // the same for the package alone
	module  string              // the path in go.mod
}

var modTexts sync.Map // by root, of func() *modText

func moduleText(root string) *modText {
	once, _ := modTexts.LoadOrStore(root, sync.OnceValue(func() *modText {
		m := &modText{
			root:    root,
			users:   make(map[string][]string),
			folders: make(map[string]bool),
			names:   make(map[string]bool),
		}
		if mod, err := os.ReadFile(filepath.Join(root, "go.mod")); err == nil {
			m.module = modfile.ModulePath(mod)
		}
		_ = filepath.WalkDir(root, m.visit) // what cannot be read is not there
		return m
	}))
	return once.(func() *modText)()
}

// visit collects the Go files that are no tests and not of another module.
func (m *modText) visit(path string, d fs.DirEntry, err error) error {
	switch name := filepath.Base(path); {
	case err != nil:
		return nil // an unreadable folder has no callers
	case len(m.files) >= maxFiles:
		return filepath.SkipAll
	case d.IsDir() && path != m.root:
		if name == "vendor" || name == "testdata" || name == "node_modules" || name[0] == '.' || name[0] == '_' {
			return filepath.SkipDir
		}
		if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
			return filepath.SkipDir
		}
	case d.Type().IsRegular() && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
		m.files = append(m.files, path)
	}
	return nil
}

// use says how the packages outside the folder here use the function name of
// the package path.
func (m *modText) use(here, path, name string) use {
	m.mu.Lock()
	defer m.mu.Unlock()
	u := unused
	for _, file := range m.importers(path) {
		if filepath.Dir(file) == here || !selects(read(file), name) {
			continue
		}
		u = unaware
		if m.knows(filepath.Dir(file), path) {
			return aware
		}
	}
	return u
}

// importers returns the files that import path.
func (m *modText) importers(path string) []string {
	if files, ok := m.users[path]; ok {
		return files
	}
	var files []string
	for _, file := range m.files {
		if bytes.Contains(read(file), []byte(`"`+path+`"`)) {
			files = append(files, file)
		}
	}
	m.users[path] = files
	return files
}

// knows reports whether the package in dir names EINTR, or a package of the
// module that it imports does, other than path; or a file that imports it.
func (m *modText) knows(dir, path string) bool {
	key := dir + "\x00" + path
	if k, ok := m.folders[key]; ok {
		return k
	}
	k := m.namesEINTR(dir)
	for _, imp := range m.imports(dir) {
		if imp != path && !k {
			k = m.namesEINTR(filepath.Join(m.root, strings.TrimPrefix(imp, m.module)))
		}
	}
	if rel, err := filepath.Rel(m.root, dir); err == nil && !k && m.module != "" {
		for _, file := range m.importers(strings.TrimSuffix(m.module+"/"+filepath.ToSlash(rel), "/.")) {
			k = k || testsErrors(read(file))
		}
	}
	m.folders[key] = k
	return k
}

// namesEINTR reports whether a file in dir tests errors for EINTR.
func (m *modText) namesEINTR(dir string) bool {
	if k, ok := m.names[dir]; ok {
		return k
	}
	k := false
	for _, file := range goFiles(dir) {
		k = k || testsErrors(read(file))
	}
	m.names[dir] = k
	return k
}

// imports returns the packages of the module that the files in dir import.
func (m *modText) imports(dir string) []string {
	var paths []string
	quoted := []byte(`"` + m.module + `/`)
	for _, file := range goFiles(dir) {
		for src := read(file); m.module != ""; {
			i := bytes.Index(src, quoted)
			if i < 0 {
				break
			}
			src = src[i+1:]
			if end := bytes.IndexByte(src, '"'); end > 0 && end < 500 {
				paths = append(paths, string(src[:end]))
			}
		}
	}
	return paths
}

func testsErrors(src []byte) bool {
	return bytes.Contains(src, []byte("EINTR")) || bytes.Contains(src, []byte(".Temporary()"))
}

// goFiles returns the Go files in a folder that are no tests.
func goFiles(dir string) []string {
	entries, _ := os.ReadDir(dir) // what cannot be read has none
	var files []string
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			files = append(files, filepath.Join(dir, e.Name()))
		}
	}
	return files
}

// read returns the text of a file, or nothing if it is too large or unreadable.
func read(file string) []byte {
	if info, err := os.Stat(file); err != nil || info.Size() > maxBytes {
		return nil
	}
	src, _ := os.ReadFile(file)
	return src
}

// selects reports whether src has .name as a whole word.
func selects(src []byte, name string) bool {
	dotted := []byte("." + name)
	for {
		i := bytes.Index(src, dotted)
		if i < 0 {
			return false
		}
		src = src[i+len(dotted):]
		if len(src) == 0 || !isIdent(src[0]) {
			return true
		}
	}
}
