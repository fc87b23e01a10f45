package engine

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
)

// keys computes, for every package, what its results depend on. Without a
// cache nobody asks.
func (r *run) keys() {
	if r.opts.Cache == nil {
		return
	}
	if r.opts.Around != nil {
		r.around = r.opts.Around(r.modules())
	}
	h := cache.NewHash("settings")
	tool, err := executable()
	if err != nil {
		r.opts.Cache = nil // which results are its own cannot be told
		return
	}
	h.Key(tool)
	h.Add(r.env.GOOS, r.env.GOARCH, r.env.GOVERSION, fmt.Sprintf("%q", r.env.Build))
	for _, a := range r.opts.Analyzers {
		h.Add(a.Name)
		a.Flags.VisitAll(func(f *flag.Flag) { h.Add(f.Name, f.Value.String()) })
	}
	h.Add("")
	h.List(names(r.opts.Keep))
	r.settings = h.Sum()

	h = cache.NewHash("index")
	h.Key(tool)
	h.Add(r.opts.Query.Dir, r.opts.Query.Tags, r.env.GOOS, fmt.Sprint(r.opts.Query.Tests))
	h.List(r.opts.Query.Patterns)
	h.List(names(r.opts.Analyzers)) // which have their own seeds
	r.index = openIndex(r.opts.Cache, h.Sum(), r.opts.Seeds)
	r.inputs()
	r.whole = r.wholeKey()
}

// modules returns the folders of the modules that are judged.
func (r *run) modules() []string {
	var dirs []string
	for _, n := range r.nodes {
		if m := n.pkg.Module; n.root && m != nil && !slices.Contains(dirs, m.Dir) {
			dirs = append(dirs, m.Dir)
		}
	}
	slices.Sort(dirs)
	return dirs
}

func names(list []*analysis.Analyzer) []string {
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	return names
}

// executable is the hash of this program.
var executable = sync.OnceValues(func() (cache.Key, error) {
	path, err := os.Executable()
	if err != nil {
		return cache.Key{}, err
	}
	return cache.HashFile(path)
})

// inputs takes the keys of all packages' own files, and of their surfaces.
func (r *run) inputs() {
	var wg sync.WaitGroup
	work := make(chan *node)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for n := range work {
				n.inputs(r)
			}
		})
	}
	for _, n := range r.nodes {
		work <- n
	}
	close(work)
	wg.Wait()
	for _, n := range r.nodes { // imports first
		h := cache.NewHash("surface")
		h.Key(n.surface)
		for _, dep := range n.deps {
			h.Key(dep.surface)
		}
		n.surface = h.Sum()
	}
}

// inputs computes the key of all that is known of a package by itself, and that
// of what others see of it.
func (n *node) inputs(r *run) {
	p := n.pkg
	h, s := cache.NewHash("package"), cache.NewHash("package")
	for _, k := range []*cache.Hash{h, s} {
		k.Add(p.ImportPath, p.Name, p.Dir)
		k.List(p.GoFiles)
		k.List(p.CgoFiles)
		if m := p.Module; m != nil {
			k.Add(m.Path, m.Version, m.GoVersion, m.Dir, fmt.Sprint(m.Main))
		}
		for _, path := range p.Imports {
			k.Add(path, p.ImportMap[path])
		}
	}
	h.List(p.IgnoredGoFiles)
	h.Add(fmt.Sprint(n.root, n.foreign, p.ForTest))
	if p.Error != nil {
		h.Add(p.Error.Pos, p.Error.Err)
	}
	if !r.immutable(p) {
		n.contents(r, h, s)
	}
	n.own, n.surface = h.Sum(), s.Sum()
}

// contents adds the content of a package's files.
func (n *node) contents(r *run, own, surface *cache.Hash) {
	n.seed = no
	for _, file := range n.pkg.Files() {
		state, err := r.index.file(file)
		if err != nil {
			own.Add("cannot be read: " + err.Error())
			n.volatile = true
			n.seed = unknown
			continue
		}
		own.Key(state.content)
		if len(n.pkg.CgoFiles) > 0 {
			surface.Key(state.content)
		} else {
			surface.Key(state.surface)
		}
		if state.seed.has(n) && n.seed == no {
			n.seed = yes
		}
	}
	for _, file := range n.pkg.OtherFiles {
		if len(n.pkg.CgoFiles) == 0 {
			return // only cgo reads them
		}
		if state, err := r.index.file(file); err == nil {
			own.Key(state.content)
			surface.Key(state.content)
		} else {
			n.volatile = true
		}
	}
}

// immutable reports whether the files of a package are named by its folder:
// those of a released toolchain, and those of the module cache.
func (r *run) immutable(p *listing.Package) bool {
	if p.Standard {
		return strings.HasPrefix(r.env.GOVERSION, "go1") && inside(p.Dir, r.env.GOROOT)
	}
	return inside(p.Dir, r.env.GOMODCACHE)
}

func inside(dir, parent string) bool {
	return parent != "" && strings.HasPrefix(dir, parent+string(filepath.Separator))
}

// wholeKey is the key of everything that is listed.
func (r *run) wholeKey() cache.Key {
	h := cache.NewHash("run")
	h.Key(r.settings)
	h.Key(r.around)
	for _, n := range r.nodes {
		h.Key(n.own)
	}
	return h.Sum()
}

// key is that of what is found in a package whose imports are finished.
func (n *node) key(r *run, kind string) cache.Key {
	h := cache.NewHash(kind)
	h.Key(r.settings)
	h.Key(n.own)
	if n.pkg.Name == "main" {
		h.Key(r.around)
	}
	if kind == "hot" {
		h.Add(r.besides(n.pkg))
	}
	for _, dep := range n.deps {
		h.Key(dep.surface)
		h.Key(dep.knowledge)
	}
	return h.Sum()
}

// besides asks for the rest of a package's module, once for each module that
// is being worked on.
func (r *run) besides(p *listing.Package) string {
	if r.opts.Beside == nil || p.Module == nil || r.immutable(p) {
		return ""
	}
	once, _ := r.beside.LoadOrStore(p.Module.Dir, sync.OnceValue(func() string { return r.opts.Beside(p.Module.Dir) }))
	return once.(func() string)()
}

// known computes the key of all facts that a package hands on to its importers:
// its own and those it got.
func (n *node) known() cache.Key {
	any := len(n.encoded) > 0
	h := cache.NewHash("facts")
	h.Add(string(n.encoded))
	for _, dep := range n.deps {
		h.Key(dep.knowledge)
		any = any || dep.knowledge != cache.Key{}
	}
	if !any {
		return cache.Key{}
	}
	return h.Sum()
}
