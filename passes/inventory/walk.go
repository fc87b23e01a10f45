package inventory

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/siglint/siglint/passes/regular"
	"github.com/siglint/siglint/passes/senders"
)

// Bounds that hostile trees run into. Each is named in one Problem.
const (
	maxFile  = 2 << 20   // bytes of a sender file
	maxDepth = 200       // folders in folders
	maxFiles = 2_000_000 // entries of the tree
)

// passedOver are folders whose content belongs to others, or is generated.
var passedOver = map[string]bool{
	".cache":           true,
	".git":             true,
	".hg":              true,
	".svn":             true,
	".terraform":       true,
	".venv":            true,
	"__pycache__":      true,
	"_output":          true, // kubernetes' and its kin's build output
	"bower_components": true,
	"node_modules":     true,
	"site-packages":    true,
	"testdata":         true,
	"third_party":      true,
	"thirdparty":       true,
	"vendor":           true,
	"venv":             true,
}

// PassedOver reports whether discovery skips folders of that name.
func PassedOver(base string) bool { return passedOver[base] }

// A walker goes through a tree once, in parallel, and gathers an inventory.
type walker struct {
	root    string // absolute
	real    string // the same, symbolic links resolved
	exclude *gitignore
	explore bool // find senders, not only main packages

	busy sync.WaitGroup
	slot chan struct{} // one for each folder being read

	mu      sync.Mutex
	inv     *Inventory
	entries int
	links   []string // symbolic links to files, for later
	seen    map[string]bool
	parts   parts
}

// parts are what files say that only the whole tree can put together.
type parts struct {
	units   []unitFile
	scripts []*scriptFile
	texts   map[string][]byte // files with indirect sends
}

// A module is the nearest go.mod above a folder.
type module struct {
	path string
	dir  string // the folder of go.mod, absolute
}

func newWalker(root, real string, opts Options) *walker {
	w := &walker{
		root:    root,
		real:    real,
		explore: len(opts.Senders) == 0,
		slot:    make(chan struct{}, 2*runtime.GOMAXPROCS(0)),
		inv:     &Inventory{Root: root},
		seen:    make(map[string]bool),
		parts:   parts{texts: make(map[string][]byte)},
	}
	dir := ""
	if rel := w.rel(opts.ExcludeDir); opts.ExcludeDir != "" && rel != "." {
		dir = rel
	}
	w.exclude = parseGitignore(nil, dir, []byte(strings.Join(opts.Exclude, "\n")))
	return w
}

// walk reads a folder and, beside it, the folders in it.
func (w *walker) walk(dir string, ign *gitignore, mod module, depth int) {
	w.slot <- struct{}{}
	defer func() { <-w.slot }()
	info, err := os.Lstat(w.abs(dir))
	if err == nil {
		w.add(func() { w.inv.Dirs = append(w.inv.Dirs, stateOf(dir, info)) })
	}
	entries, err := os.ReadDir(w.abs(dir))
	if err != nil {
		w.problem(dir, "folder cannot be read: %v", cause(err))
	}
	if !w.count(dir, len(entries)) {
		return
	}
	ign, mod = w.enter(dir, entries, ign, mod)
	w.mainPackage(dir, mod, entries)
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if w.exclude.ignores(name, e.IsDir()) || ign.ignores(name, e.IsDir()) {
			continue
		}
		switch {
		case e.IsDir() && passedOver[e.Name()]:
		case e.IsDir() && depth == maxDepth:
			w.problem(name, "folder lies more than %d folders deep; not read", maxDepth)
		case e.IsDir():
			w.busy.Go(func() { w.walk(name, ign, mod, depth+1) })
		case e.Type()&fs.ModeSymlink != 0:
			w.add(func() { w.links = append(w.links, name) })
		case e.Type().IsRegular() && w.explore:
			w.file(name, name)
		}
	}
}

// enter reads what a folder says of everything below it: .gitignore and go.mod.
func (w *walker) enter(dir string, entries []fs.DirEntry, ign *gitignore, mod module) (*gitignore, module) {
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		switch e.Name() {
		case ".gitignore":
			if src, err := w.read(path.Join(dir, e.Name())); err == nil {
				ign = parseGitignore(ign, strings.TrimPrefix(dir, "."), src)
			}
		case "go.mod":
			if src, err := w.read(path.Join(dir, e.Name())); err == nil {
				mod = module{modulePath(src), w.abs(dir)}
			}
		}
	}
	return ign, mod
}

// followLinks reads the symbolic links to files inside the root that were not
// read under their own name. Links to folders are not followed: what they lead
// to is read where it is, or lies outside.
func (w *walker) followLinks() {
	slices.Sort(w.links)
	for _, name := range w.links {
		real, err := filepath.EvalSymlinks(w.abs(name))
		if err != nil || !w.explore {
			continue // dangling
		}
		rel, err := filepath.Rel(w.real, real)
		if err != nil || !filepath.IsLocal(rel) {
			continue // leaves the root
		}
		if info, err := os.Lstat(real); err == nil && info.Mode().IsRegular() {
			w.file(name, filepath.ToSlash(rel))
		}
	}
}

// named reads the files, folders and globs that are named.
func (w *walker) named(patterns []string, confined bool) {
	for _, pattern := range patterns {
		full := pattern
		if !filepath.IsAbs(pattern) {
			full = filepath.Join(w.root, pattern)
		}
		names, err := filepath.Glob(full)
		if err != nil || len(names) == 0 {
			names = []string{full}
		}
		for _, name := range names {
			if confined && !w.inside(name) {
				w.problem(w.rel(name), "leads out of the tree; not read")
				continue
			}
			w.namedPath(name)
		}
	}
}

// inside reports whether a path stays below the root, its links followed; also
// of one that is not there.
func (w *walker) inside(name string) bool {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return true
	}
	rel, err := filepath.Rel(w.real, real)
	return err == nil && filepath.IsLocal(rel)
}

// namedPath reads one path, and what is below it if it is a folder.
func (w *walker) namedPath(name string) {
	rel, err := filepath.Rel(w.root, name)
	if err != nil {
		rel = name
	}
	rel = filepath.ToSlash(rel)
	info, err := os.Stat(name)
	switch {
	case err != nil:
		w.problem(rel, "cannot be read: %v", cause(err))
	case info.IsDir():
		filepath.WalkDir(name, func(p string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() {
				w.namedPath(p)
			}
			return nil
		})
	case !info.Mode().IsRegular():
		w.problem(rel, "not a regular file; not read")
	default:
		w.force(rel)
	}
}

// count bounds the number of entries that are looked at.
func (w *walker) count(dir string, n int) bool {
	w.mu.Lock()
	before := w.entries
	w.entries += n
	w.mu.Unlock()
	if before+n <= maxFiles {
		return true
	}
	if before <= maxFiles {
		w.problem(dir, "the tree has more than %d files; this folder and others are not read", maxFiles)
	}
	return false
}

// read yields the content of a regular file of bounded size.
func (w *walker) read(name string) ([]byte, error) { return regular.Read(w.abs(name), maxFile) }

// head yields the first bytes of a file, to see what it is.
func (w *walker) head(name string, n int) []byte {
	src, _ := regular.Head(w.abs(name), n) // one that cannot be read is none of ours
	return src
}

func (w *walker) abs(name string) string {
	if path.IsAbs(name) {
		return name
	}
	return filepath.Join(w.root, filepath.FromSlash(name))
}

// rel is the path of a folder from the root, if it lies in it.
func (w *walker) rel(dir string) string {
	rel, err := filepath.Rel(w.root, dir)
	if err != nil || !filepath.IsLocal(rel) {
		return filepath.ToSlash(dir)
	}
	return filepath.ToSlash(rel)
}

func (w *walker) add(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
}

func (w *walker) problem(file, format string, args ...any) {
	w.add(func() {
		w.inv.Problems = append(w.inv.Problems, senders.Problem{
			File: file, Severity: "error", Message: fmt.Sprintf(format, args...),
			Pos: senders.Position{Line: 1, Column: 1}, End: senders.Position{Line: 1, Column: 1},
		})
	})
}

// cause is an error without the operation and the path, which the Problem has.
func cause(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// stateOf is what tells later whether a file or folder has changed.
func stateOf(name string, info fs.FileInfo) File {
	return File{Path: name, Size: info.Size(), ModTime: info.ModTime().UnixNano()}
}

// sort puts everything in an order that does not depend on the walk.
func (inv *Inventory) sort() {
	place := func(aFile, bFile string, a, b senders.Position) int {
		return cmp.Or(cmp.Compare(aFile, bFile), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	}
	slices.SortStableFunc(inv.Sends, func(a, b senders.Send) int {
		return cmp.Or(place(a.File, b.File, a.Pos, b.Pos), cmp.Compare(a.Target, b.Target), cmp.Compare(a.Signal, b.Signal))
	})
	slices.SortStableFunc(inv.Problems, func(a, b senders.Problem) int {
		return cmp.Or(place(a.File, b.File, a.Pos, b.Pos), cmp.Compare(a.Message, b.Message))
	})
	slices.SortFunc(inv.Mains, func(a, b Main) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Dir, b.Dir)) })
	slices.SortStableFunc(inv.Builds, func(a, b Build) int { return cmp.Compare(a.File, b.File) })
	slices.SortFunc(inv.Units, func(a, b Unit) int { return cmp.Compare(a.File, b.File) })
	slices.SortFunc(inv.Ignores, func(a, b Ignore) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Pos.Line, b.Pos.Line)) })
	slices.SortFunc(inv.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(inv.Dirs, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}
