package engine

import (
	"go/token"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/passes/regular"
)

// Seeds say what makes a package matter.
type Seeds struct {
	// Own reports whether a file with this text makes its package matter, and
	// Foreign whether it does in a module of which no package is judged.
	Own, Foreign func(src []byte) bool

	// Audience says which importers in a module a fact matters to. If it is nil,
	// every fact matters to all.
	Audience func(f analysis.Fact, module string) Audience

	// Names says which names a package has in its text that a fact matters to,
	// besides that of the fact's object, if what programs do does not depend on the
	// package. If it is nil, or reports false, the audience alone decides.
	Names func(f analysis.Fact) (names []string, ok bool)
}

// An Audience says to which importers of its package a fact matters.
type Audience int

// The audiences.
const (
	Everybody Audience = iota
	Namers             // those of which the text has the name of the fact's object
	Nobody
)

// isHot decides whether the package is analysed.
func (r *run) isHot(n *node) bool {
	if n.root && n.pkg.Error != nil {
		r.listingProblem(n)
	}
	switch {
	case len(n.pkg.Files()) == 0:
		return false
	case n.pkg.Standard:
		return false // what std does is known; see package signals
	case n.isProgram(), n.missing() != nil:
		return true
	}
	return r.hasSeed(n) || r.heeds(n)
}

// hasSeed reports whether a file of the package has a seed. What files of the
// module cache and of the toolchain say is remembered by their package.
func (r *run) hasSeed(n *node) bool {
	if n.seed == unknown && r.index != nil {
		if seed, ok := r.index.marked(n.markKey("seed")); ok {
			return seed
		}
	}
	if n.seed == unknown {
		n.seed = r.readSeed(n)
		if r.index != nil && !n.volatile {
			r.index.mark(n.markKey("seed"), n.seed == yes)
		}
	}
	return n.seed == yes
}

// heeds reports whether facts of imports matter to the package.
func (r *run) heeds(n *node) bool {
	names := make(map[string]bool)
	for _, dep := range n.deps {
		for _, f := range dep.saved() {
			audience := r.audience(f.Fact, n.pkg.ModulePath())
			more, ok := r.namesFor(n, f.Fact)
			switch {
			case audience == Everybody && !ok:
				return true
			case audience != Nobody:
				names[f.Name] = true
				for _, name := range more {
					names[name] = true
				}
			}
		}
	}
	delete(names, "") // of facts about packages
	return len(names) > 0 && r.hasName(n, names)
}

// namesFor is Seeds.Names for packages that no program is made of.
func (r *run) namesFor(n *node, f analysis.Fact) (names []string, ok bool) {
	if n.linked || r.opts.Seeds.Names == nil {
		return nil, false
	}
	return r.opts.Seeds.Names(f)
}

func (r *run) audience(f analysis.Fact, module string) Audience {
	if r.opts.Seeds.Audience == nil {
		return Everybody
	}
	return r.opts.Seeds.Audience(f, module)
}

// hasName reports whether a name stands in the text of the package. That is
// remembered as seeds are.
func (r *run) hasName(n *node, names map[string]bool) bool {
	ask := func(src []byte) bool { return hasWord(src, names) }
	if r.index == nil {
		return r.anyFile(n, ask)
	}
	h := cache.NewHash("names")
	h.Key(n.own)
	h.List(slices.Sorted(maps.Keys(names)))
	key := h.Sum()
	has, ok := r.index.marked(key)
	if !ok {
		has = r.anyFile(n, ask)
		if !n.volatile {
			r.index.mark(key, has)
		}
	}
	return has
}

// hasWord reports whether one of the words stands in a Go file.
func hasWord(src []byte, words map[string]bool) bool {
	for i := 0; i < len(src); {
		if !isLetter(src[i]) {
			i++
			continue
		}
		start := i
		for i < len(src) && isLetterOrDigit(src[i]) {
			i++
		}
		if words[string(src[start:i])] {
			return true
		}
	}
	return false
}

// markKey is the key of something that only the package itself tells.
func (n *node) markKey(kind string) cache.Key {
	h := cache.NewHash(kind)
	h.Key(n.own)
	return h.Sum()
}

// readSeed looks for a seed in the files of a package.
func (r *run) readSeed(n *node) answer {
	if r.anyFile(n, r.opts.Seeds.of(n)) {
		return yes
	}
	return no
}

// of returns the function that finds seeds in a package.
func (s Seeds) of(n *node) func([]byte) bool {
	if n.foreign {
		return s.Foreign
	}
	return s.Own
}

// anyFile reads the files of a package until one of them has what is asked for.
func (r *run) anyFile(n *node, ask func(src []byte) bool) bool {
	release := r.slot()
	defer release()
	for _, file := range n.pkg.Files() {
		src, err := regular.Read(file, maxSource)
		if err != nil {
			n.volatile = true
			if n.root {
				n.problem(token.Position{Filename: file}, "cannot be read: "+reason(err))
			}
			continue
		}
		if ask(src) {
			return true
		}
	}
	return false
}
