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
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"runtime"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/listing"
)

// Options say how packages are judged.
type Options struct {
	Query     listing.Query
	Analyzers []*analysis.Analyzer
	Seed      func(src []byte) bool // whether a file with this text makes its package matter
	Before    func()                // called once between listing and judging; may be nil
	Progress  func(done, all int)   // called now and then; may be nil

	// Visit is called once for each package that was judged, by one goroutine
	// at a time. Its syntax is let go afterwards.
	Visit func(*Judged)
}

// A Judged is what the analyzers said of one package.
type Judged struct {
	Package     *listing.Package
	Fset        *token.FileSet
	Diagnostics []Diagnostic
	Results     map[*analysis.Analyzer]any // of every analyzer that ran
}

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
	Typed    int                // packages of which the declarations were read
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
	if opts.Before != nil {
		opts.Before()
	}
	r := newRun(ctx, opts, env, pkgs)
	r.judge()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return r.summary(env, pkgs), nil
}

// list asks for packages and settings at the same time.
func list(ctx context.Context, q listing.Query) (listing.Env, []*listing.Package, error) {
	var env listing.Env
	var envErr error
	var wg sync.WaitGroup
	wg.Go(func() { env, envErr = q.Env(ctx) })
	pkgs, err := listing.List(ctx, q)
	wg.Wait()
	return env, pkgs, errors.Join(err, envErr)
}

// A run is the state of one call of Run.
type run struct {
	ctx     context.Context
	opts    Options
	fset    *token.FileSet
	sizes   types.Sizes
	version string // of the toolchain: what std is written in
	nodes   []*node
	facts   *factual
	cpu     chan struct{} // a slot for each core
	visit   sync.Mutex
	typed   counter
	hot     counter
	done    counter
}

func newRun(ctx context.Context, opts Options, env listing.Env, pkgs []*listing.Package) *run {
	r := &run{
		ctx:     ctx,
		opts:    opts,
		fset:    token.NewFileSet(),
		sizes:   types.SizesFor("gc", env.GOARCH),
		version: env.GOVERSION,
		facts:   newFactual(opts.Analyzers),
		cpu:     make(chan struct{}, runtime.GOMAXPROCS(0)),
	}
	r.nodes = graph(pkgs)
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
	wg.Wait()
}

// judgeOne analyses a package if it is hot. Nothing that goes wrong in it
// touches another.
func (r *run) judgeOne(n *node) {
	if !r.isHot(n) {
		return
	}
	r.hot.add()
	n.loadDeps(r)
	release := r.slot()
	defer release()
	defer func() {
		if v := recover(); v != nil {
			n.problem(token.Position{}, fmt.Sprintf("internal error in %s: %v", n.pkg.ImportPath, v))
		}
	}()
	p := n.load(r, true)
	r.analyse(n, p)
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

func (r *run) summary(env listing.Env, pkgs []*listing.Package) *Summary {
	s := &Summary{Env: env, Packages: pkgs, Hot: r.hot.get(), Typed: r.typed.get()}
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
