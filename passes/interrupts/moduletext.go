package interrupts

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/ssa"
)

const (
	maxFiles = 100_000 // of a module
	maxBytes = 4 << 20 // of one file
)

// A modText knows the texts of a module's files, as far as they matter here.
// It reads each file once, and those that import a package that is asked for
// once more.
type modText struct {
	root    string
	module  string // the path in go.mod
	names   []string
	files   map[string]fileText // by name
	inDir   map[string][]string // the files in a folder
	users   map[string][]string // the files that import a package, by path
	mu      sync.Mutex
	folders map[string]bool // whether a package, or one it imports, tests for EINTR
	alone   map[string]bool // the same for the package alone
}

// A fileText is what matters of one file.
type fileText struct {
	imports []string // of packages of the module
	tests   bool     // it names EINTR, or asks errors whether they are temporary
}

var modTexts sync.Map // by root, of func() *modText

// moduleText returns the texts of the module at root.
func moduleText(root string) *modText {
	once, _ := modTexts.LoadOrStore(root, sync.OnceValue(func() *modText { return readModule(root) }))
	return once.(func() *modText)()
}

func readModule(root string) *modText {
	m := &modText{
		root:    root,
		files:   make(map[string]fileText),
		inDir:   make(map[string][]string),
		users:   make(map[string][]string),
		folders: make(map[string]bool),
		alone:   make(map[string]bool),
	}
	if mod, err := os.ReadFile(filepath.Join(root, "go.mod")); err == nil {
		m.module = modfile.ModulePath(mod)
	}
	if m.module == "" {
		return m
	}
	_ = filepath.WalkDir(root, m.visit) // what cannot be read is not there
	for _, name := range m.names {
		src := read(name)
		f := fileText{imports: m.imports(src), tests: testsErrors(src)}
		m.files[name] = f
		m.inDir[filepath.Dir(name)] = append(m.inDir[filepath.Dir(name)], name)
		for _, path := range f.imports {
			m.users[path] = append(m.users[path], name)
		}
	}
	return m
}

// visit collects the Go files that are no tests and not of another module.
func (m *modText) visit(path string, d fs.DirEntry, err error) error {
	switch name := filepath.Base(path); {
	case err != nil:
		return nil // an unreadable folder has no callers
	case len(m.names) >= maxFiles:
		return filepath.SkipAll
	case d.IsDir() && path != m.root:
		if name == "vendor" || name == "testdata" || name == "node_modules" || name[0] == '.' || name[0] == '_' {
			return filepath.SkipDir
		}
		if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
			return filepath.SkipDir
		}
	case d.Type().IsRegular() && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
		m.names = append(m.names, path)
	}
	return nil
}

// imports returns the packages of the module that src imports, each once.
func (m *modText) imports(src []byte) []string {
	var paths []string
	quoted := []byte(`"` + m.module)
	for {
		i := bytes.Index(src, quoted)
		if i < 0 {
			return paths
		}
		src = src[i+1:]
		end := bytes.IndexByte(src, '"')
		if end < len(quoted)-1 || end > 500 || end >= len(quoted) && src[len(quoted)-1] != '/' {
			continue // some other path
		}
		if path := string(src[:end]); !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
}

// folder returns where a package of the module lies.
func (m *modText) folder(path string) string {
	return filepath.Join(m.root, strings.TrimPrefix(path, m.module))
}

// use says how the packages outside the folder here use fn of pkg.
func (m *modText) use(here string, pkg *types.Package, fn *ssa.Function) use {
	m.mu.Lock()
	defer m.mu.Unlock()
	u, path := unused, pkg.Path()
	for _, file := range m.users[path] {
		if filepath.Dir(file) == here {
			continue
		}
		if !uses(read(file), pkg, fn) {
			continue
		}
		u = unaware
		if m.knows(filepath.Dir(file), path) {
			return aware
		}
	}
	return u
}

// uses reports whether src, which imports pkg, selects fn.
func uses(src []byte, pkg *types.Package, fn *ssa.Function) bool {
	if fn.Signature.Recv() != nil {
		return selects(src, "", fn.Name()) // from any value
	}
	return slices.ContainsFunc(localNames(src, pkg.Path(), pkg.Name()), func(name string) bool {
		return name == "" || selects(src, name, fn.Name())
	})
}

// knows reports whether the package in dir names EINTR, or a package of the
// module that it imports does, other than path; or a file that imports it.
func (m *modText) knows(dir, path string) bool {
	key := dir + "\x00" + path
	if k, ok := m.folders[key]; ok {
		return k
	}
	k := m.namesEINTR(dir)
	for _, file := range m.inDir[dir] {
		for _, imp := range m.files[file].imports {
			if imp != path && !k {
				k = m.namesEINTR(m.folder(imp))
			}
		}
	}
	if rel, err := filepath.Rel(m.root, dir); err == nil && !k {
		for _, file := range m.users[strings.TrimSuffix(m.module+"/"+filepath.ToSlash(rel), "/.")] {
			k = k || m.files[file].tests
		}
	}
	m.folders[key] = k
	return k
}

// namesEINTR reports whether a file in dir tests errors for EINTR.
func (m *modText) namesEINTR(dir string) bool {
	if k, ok := m.alone[dir]; ok {
		return k
	}
	k := false
	for _, file := range m.inDir[dir] {
		k = k || m.files[file].tests
	}
	m.alone[dir] = k
	return k
}

func testsErrors(src []byte) bool {
	return bytes.Contains(src, []byte("EINTR")) || bytes.Contains(src, []byte(".Temporary()"))
}

// read returns the text of a file, or nothing if it is too large or unreadable.
func read(file string) []byte {
	if info, err := os.Stat(file); err != nil || info.Size() > maxBytes {
		return nil
	}
	src, _ := os.ReadFile(file)
	return src
}

// selects reports whether src has qualifier.name as whole words, or .name
// without a qualifier.
func selects(src []byte, qualifier, name string) bool {
	dotted := []byte(qualifier + "." + name)
	for from := 0; ; {
		i := bytes.Index(src[from:], dotted)
		if i < 0 {
			return false
		}
		i += from
		from = i + len(dotted)
		whole := from == len(src) || !isIdent(src[from])
		if whole && (qualifier == "" || i == 0 || !isIdent(src[i-1]) && src[i-1] != '.') {
			return true
		}
	}
}

// ModuleDigest returns a hash of what a result may depend on besides the
// package and what it imports: which files of the module around dir import
// which of its packages, which exported names they select, and which of them
// test errors for EINTR. It is the same before and after most edits.
//
// Who keeps results or facts of Analyzer, or findings that rest on them, for a
// later run must make the digest a part of what they are found by, for every
// package of a module that is being worked on; one digest serves the module. It
// reads all Go files of the module. Packages of dependencies, that is with
// analysis.Pass.Module.Version set, and packages without a module do not need it.
func ModuleDigest(dir string) string {
	root := moduleRoot(dir)
	if root == "" {
		return ""
	}
	m := readModule(root)
	h := sha256.New()
	fmt.Fprintln(h, m.module)
	for _, name := range m.names {
		f := m.files[name]
		if !f.tests && len(f.imports) == 0 {
			continue // nobody asks about it
		}
		rel, _ := filepath.Rel(root, name)
		fmt.Fprintf(h, "%q %v\n", filepath.ToSlash(rel), f.tests)
		if len(f.imports) == 0 {
			continue
		}
		src := read(name)
		for _, path := range f.imports {
			fmt.Fprintf(h, "%q %q\n", path, localNames(src, path, ""))
		}
		fmt.Fprintf(h, "%q\n", selectors(src))
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// selectors returns the words of src of the forms x.Name and .Name with an
// exported name, sorted.
func selectors(src []byte) []string {
	seen := make(map[string]bool)
	for i := 1; i < len(src)-1; i++ {
		if src[i] != '.' || src[i+1] < 'A' || src[i+1] > 'Z' && src[i+1] < 0x80 {
			continue
		}
		from, to := i, i+1
		for from > 0 && (isIdent(src[from-1]) || src[from-1] == '.') {
			from--
		}
		for to < len(src) && isIdent(src[to]) {
			to++
		}
		seen[string(src[from:to])] = true
	}
	return slices.Sorted(maps.Keys(seen))
}
