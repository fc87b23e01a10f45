package engine

import (
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
)

// A node is a package in the graph of imports.
type node struct {
	pkg     *listing.Package
	index   int  // in the listing
	root    bool // judged; all others give only facts
	linked  bool // a judged program is made of it, among others
	foreign bool // of a module of which no package is judged
	deps    []*node
	imports map[string]*node // by the path in the source

	own       cache.Key // of all that is known of the package by itself
	surface   cache.Key // of what importers see of it and of its imports
	knowledge cache.Key // of the facts that importers see; zero if there are none
	seed      answer    // whether a file has a seed, as far as that is known
	volatile  bool      // what was found depends on more than the keys tell
	foggy     bool      // types of its or of what it imports come from C and are not known

	finished chan struct{} // closed when facts, if any, are out
	encoded  []byte        // the facts
	decode   sync.Once
	list     []savedFact // after decode
	facts    *store      // nil as long as there are none, or no types for them

	once     sync.Once
	types    *types.Package // after once
	mu       sync.Mutex
	problems []Problem
}

// An answer is yes, no, or not known yet.
type answer int

const (
	unknown answer = iota
	no
	yes
)

func (n *node) problem(pos token.Position, message string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.problems = append(n.problems, Problem{pos, message})
}

// graph makes nodes of the packages that are judged and of all they import.
// The listing has imports first, and so has the result.
func graph(pkgs []*listing.Package) []*node {
	byPath := make(map[string]*node, len(pkgs))
	var all []*node
	for i, p := range pkgs {
		n := &node{pkg: p, index: i, finished: make(chan struct{}), imports: make(map[string]*node, len(p.Imports))}
		byPath[p.ImportPath] = n
		all = append(all, n)
	}
	for _, n := range all {
		n.link(byPath)
		n.root = isRoot(n.pkg, byPath)
	}
	markForeign(all)
	for n := range below(all, (*node).isProgram) {
		n.linked = true
	}
	needed := below(all, func(n *node) bool { return n.root })
	return slices.DeleteFunc(all, func(n *node) bool { return !needed[n] })
}

// isProgram reports whether the package is a judged program.
func (n *node) isProgram() bool { return n.root && n.pkg.Name == "main" }

// markForeign finds the packages of modules of which none is judged.
func markForeign(all []*node) {
	judged := make(map[string]bool)
	for _, n := range all {
		if n.root {
			judged[n.pkg.ModulePath()] = true
		}
	}
	for _, n := range all {
		n.foreign = !judged[n.pkg.ModulePath()]
	}
}

// link finds the nodes of the imports.
func (n *node) link(byPath map[string]*node) {
	source := make(map[string]string, len(n.pkg.ImportMap)) // from the resolved path
	for path, resolved := range n.pkg.ImportMap {
		source[resolved] = path
	}
	for _, path := range n.pkg.Imports {
		n.add(byPath, path, source)
	}
	if len(n.pkg.CgoFiles) > 0 {
		for _, path := range []string{"runtime/cgo", "syscall"} { // imported by what cgo makes
			n.add(byPath, path, source)
		}
	}
}

// add makes a package that the node imports known to it.
func (n *node) add(byPath map[string]*node, path string, source map[string]string) {
	dep := byPath[path]
	if dep == nil || dep.index >= n.index {
		return // C, a package that is not there, or a cycle
	}
	if from, ok := source[path]; ok {
		path = from
	}
	if n.imports[path] == nil {
		n.deps = append(n.deps, dep)
		n.imports[path] = dep
	}
}

// isRoot reports whether the package is judged. Like go vet, a package with
// tests in it is judged together with these, and not once more without.
func isRoot(p *listing.Package, byPath map[string]*node) bool {
	if p.DepOnly || p.Standard || p.TestMain() {
		return false
	}
	if p.ForTest == "" {
		_, tested := byPath[p.ImportPath+" ["+p.ImportPath+".test]"]
		return !tested
	}
	return true
}

// below returns the packages that a condition holds for, and all they import.
func below(all []*node, from func(*node) bool) map[*node]bool {
	seen := make(map[*node]bool, len(all))
	var mark func(*node)
	mark = func(n *node) {
		if !seen[n] {
			seen[n] = true
			for _, dep := range n.deps {
				mark(dep)
			}
		}
	}
	for _, n := range all {
		if from(n) {
			mark(n)
		}
	}
	return seen
}

// missing returns a package that the node imports and that could not be loaded,
// or nil. What the importer makes of it, nobody knows.
func (n *node) missing() *node {
	for _, dep := range n.deps {
		if dep.pkg.Error != nil && len(dep.pkg.Files()) == 0 {
			return dep
		}
	}
	return nil
}

// listingProblem names what the go command found wrong. A file that is to be
// embedded and not built yet is no concern of ours.
func (r *run) listingProblem(n *node) {
	text := n.complaint()
	if strings.HasPrefix(text, "pattern ") && strings.HasSuffix(text, "no matching files found") && len(n.pkg.Files()) > 0 {
		return
	}
	n.problem(position(r.opts.Query.Dir, n.pkg.Error.Pos), n.pkg.ImportPath+" cannot be loaded: "+text)
}

// complaint is what the go command says of the package, in one line.
func (n *node) complaint() string {
	lines := strings.Split(strings.TrimSpace(n.pkg.Error.Err), "\n")
	if strings.HasPrefix(lines[0], "# ") && len(lines) > 1 {
		lines = lines[1:] // the heading of what a compiler says
	}
	return lines[0]
}
