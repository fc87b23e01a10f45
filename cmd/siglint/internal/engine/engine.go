// Package engine judges packages: it decides which of them matter, gives these
// types and syntax, and runs the analyzers over them, imports before importers.
//
// The cost follows the code that touches signals. A package is hot when the
// text of one of its files holds a seed, when a package it imports has facts,
// or when it is a main package to be judged. Hot packages are checked with
// their function bodies and analysed; all others give at most their
// declarations, and these only to a hot package that asks for them.
package engine

import (
	"context"
	"fmt"
	"go/ast"
	"go/build"
	"go/token"
	"go/types"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
)

// Options say how packages are judged.
type Options struct {
	Query     listing.Query
	Analyzers []*analysis.Analyzer
	Seeds     Seeds
	Before    func()               // called once between listing and judging; may be nil
	Keep      []*analysis.Analyzer // whose results Visit asks for; others are not kept in the cache
	Progress  func(done, all int)  // called now and then; may be nil

	// Cache keeps what is found, if it is not nil. Around returns a hash of what
	// main packages of modules in these folders are judged by besides Go code; it
	// is called after Before and may be nil. Beside returns a hash of what the
	// packages of the module in a folder are judged by besides their own files and
	// what they import; it may be nil.
	Cache  *cache.Cache
	Around func(modules []string) cache.Key
	Beside func(module string) string

	// Visit is called once for each package that was judged, by one goroutine
	// at a time. Its syntax is let go afterwards.
	Visit func(*Judged)
}

// A Judged is what the analyzers said of one package.
type Judged struct {
	Package     *listing.Package
	Fset        *token.FileSet
	Diagnostics []Diagnostic
	Results     map[*analysis.Analyzer]any // of the analyzers to keep

	files []*ast.File // none where the cache gave it
	sums  map[string]cache.Key
}

// Content returns the hash of a file of the package as it was when the package
// was judged.
func (j *Judged) Content(path string) cache.Key { return j.sums[path] }

// A Diagnostic is one report of one analyzer.
type Diagnostic struct {
	analysis.Diagnostic
	Analyzer *analysis.Analyzer
}

// A Problem is something that could not be loaded or judged.
type Problem struct {
	Pos     token.Position // Filename is absolute, or "" where there is no place
	Message string
}

// A Summary tells what a run did.
type Summary struct {
	Env      listing.Env
	Packages []*listing.Package // all that were listed
	Roots    int                // packages judged
	Hot      int                // packages analysed
	Typed    int                // packages of which the declarations were read for importers
	Problems []Problem          // in the order of the listing
}

// Run judges the packages of the query. The error tells why nothing at all
// could be judged.
func Run(ctx context.Context, opts Options) (*Summary, error) {
	if err := analysis.Validate(opts.Analyzers); err != nil {
		return nil, err
	}
	env, pkgs, err := list(ctx, opts.Query)
	if err != nil {
		return nil, err
	}
	if env.GOOS != build.Default.GOOS { // which analyzers ask where types do not tell
		build.Default.GOOS = env.GOOS
	}
	if opts.Before != nil {
		opts.Before()
	}
	r := newRun(ctx, opts, env, pkgs)
	r.keys()
	if s := r.recall(pkgs); s != nil {
		return s, nil
	}
	r.judge()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	s := r.summary(pkgs)
	r.remember(s)
	return s, nil
}

// list asks for packages and settings at the same time.
func list(ctx context.Context, q listing.Query) (listing.Env, []*listing.Package, error) {
	var env listing.Env
	var envErr error
	var wg sync.WaitGroup
	wg.Go(func() { env, envErr = q.Env(ctx) })
	pkgs, err := listing.List(ctx, q)
	wg.Wait()
	if err == nil {
		err = envErr // what ails one mostly ails both
	}
	return env, pkgs, err
}

// A run is the state of one call of Run.
type run struct {
	ctx     context.Context
	opts    Options
	fset    *token.FileSet
	sizes   types.Sizes
	env     listing.Env
	version string // of the toolchain: what std is written in
	nodes   []*node
	facts   *factual
	cpu     chan struct{} // a slot for each core
	room    *room         // for the syntax of packages in work
	visit   sync.Mutex
	kept    []kept // what was visited
	typed   counter
	hot     counter
	done    counter
	moved   atomic.Bool // a file has changed since its key was taken; nothing more is kept

	settings cache.Key // of all that every result depends on
	around   cache.Key // of what main packages are judged by besides Go code
	beside   sync.Map  // by the folder of a module, of func() string
	whole    cache.Key // of the run
	index    *index    // nil without a cache
}

func newRun(ctx context.Context, opts Options, env listing.Env, pkgs []*listing.Package) *run {
	r := &run{
		ctx:     ctx,
		opts:    opts,
		fset:    token.NewFileSet(),
		sizes:   types.SizesFor("gc", env.GOARCH),
		env:     env,
		version: env.GOVERSION,
		facts:   newFactual(opts.Analyzers),
		cpu:     make(chan struct{}, runtime.GOMAXPROCS(0)),
		room:    newRoom(maxWeight),
	}
	r.nodes = graph(pkgs)
	register(r.facts.makes, opts.Keep)
	return r
}

// judge walks the graph from the bottom, independent packages in parallel.
func (r *run) judge() {
	var wg sync.WaitGroup
	for _, n := range r.nodes {
		wg.Go(func() {
			defer close(n.finished)
			for _, dep := range n.deps {
				<-dep.finished
			}
			if r.ctx.Err() == nil {
				r.judgeOne(n)
			}
			r.progress()
		})
	}
	judged := make(chan struct{})
	go func() { defer close(judged); wg.Wait() }()
	select {
	case <-judged:
	case <-r.ctx.Done(): // what is at work cannot be stopped; nobody waits for it
	}
}

// judgeOne analyses a package if it is hot. Nothing that goes wrong in it
// touches another.
func (r *run) judgeOne(n *node) {
	hot := r.isHot(n)
	switch {
	case hot:
		r.hot.add()
		r.judgeHot(n)
	case n.root:
		r.judgeCold(n)
	}
	if r.opts.Cache != nil {
		n.knowledge = n.known()
	}
}

// judgeHot gives a package its syntax and lets the analyzers have it, unless
// the cache knows what they said.
func (r *run) judgeHot(n *node) {
	key := n.key(r, "hot")
	if r.recallPackage(n, key) {
		return
	}
	r.load(n.deps)
	defer r.enter(n)()
	defer n.recovered()
	p := n.check(r, everything)
	if dep := n.missing(); dep != nil && !n.root { // else its own errors tell
		n.problem(token.Position{}, fmt.Sprintf("%s imports what cannot be loaded, so that what it does with signals is unknown: %s", n.pkg.ImportPath, dep.complaint()))
	}
	found := r.analyse(n, p)
	r.rememberPackage(n, key, found)
}

// judgeCold sees whether a package compiles in which the analyzers have
// nothing to look at.
func (r *run) judgeCold(n *node) {
	if len(n.pkg.Files()) == 0 || len(n.problems) > 0 {
		return // the go command has said why
	}
	key := n.key(r, "cold")
	if r.index != nil {
		if clean, ok := r.index.marked(key); ok && clean {
			return
		}
	}
	r.load(n.deps)
	defer r.enter(n)()
	defer n.recovered()
	n.check(r, bodies)
	if r.index != nil && len(n.problems) == 0 && !n.volatile && !r.moved.Load() && r.ctx.Err() == nil {
		r.index.mark(key, true)
	}
}

// recovered tells of a panic, and ends it.
func (n *node) recovered() {
	if v := recover(); v != nil {
		n.volatile = true
		n.problem(token.Position{}, fmt.Sprintf("internal error in %s: %v", n.pkg.ImportPath, v))
	}
}

// enter waits for room and a core; what it returns gives both back.
func (r *run) enter(n *node) func() {
	leave := r.room.enter(n.weight())
	release := r.slot()
	return func() { release(); leave() }
}

// slot waits for a core; what it returns gives the core back.
func (r *run) slot() func() {
	r.cpu <- struct{}{}
	return func() { <-r.cpu }
}

func (r *run) progress() {
	done := r.done.add()
	if r.opts.Progress != nil {
		r.opts.Progress(done, len(r.nodes))
	}
}

func (r *run) summary(pkgs []*listing.Package) *Summary {
	s := &Summary{Env: r.env, Packages: pkgs, Hot: r.hot.get(), Typed: r.typed.get()}
	for _, n := range r.nodes {
		if n.root {
			s.Roots++
		}
		s.Problems = append(s.Problems, n.problems...)
	}
	return s
}

// A counter counts what several goroutines do.
type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	return c.n
}

func (c *counter) get() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}
