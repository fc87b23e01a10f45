package engine

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
)

// A store holds the facts of one package. It is written by the one goroutine
// that analyses the package and read by all after that.
type store struct {
	objects  map[objectKey]analysis.Fact
	packages map[reflect.Type]analysis.Fact
}

func newStore() *store {
	return &store{make(map[objectKey]analysis.Fact), make(map[reflect.Type]analysis.Fact)}
}

type objectKey struct {
	object types.Object
	fact   reflect.Type
}

// A factual answers which facts a package may see.
type factual struct {
	makes map[*analysis.Analyzer]bool // whether an analyzer, or one it requires, has facts
	nodes sync.Map                    // *types.Package → *node, of packages with facts
}

func newFactual(analyzers []*analysis.Analyzer) *factual {
	f := &factual{makes: make(map[*analysis.Analyzer]bool)}
	for _, a := range analyzers {
		f.visit(a)
	}
	return f
}

func (f *factual) visit(a *analysis.Analyzer) bool {
	made, ok := f.makes[a]
	if !ok {
		made = len(a.FactTypes) > 0
		for _, req := range a.Requires {
			made = f.visit(req) || made
		}
		f.makes[a] = made
	}
	return made
}

// A view is the facts as one package sees them: its own, which it may add to,
// and those of what it imports. As with go vet, facts of functions, variables
// and packages come from direct imports only; those of types, fields and
// methods, which reach a package through others, come from any.
type view struct {
	factual *factual
	pkg     *types.Package
	own     *store
}

func newView(f *factual, pkg *types.Package) *view {
	return &view{f, pkg, newStore()}
}

// of returns the facts of a package, nil if there are none.
func (v *view) of(pkg *types.Package) *store {
	if pkg == v.pkg {
		return v.own
	}
	if n, ok := v.factual.nodes.Load(pkg); ok {
		return n.(*node).facts
	}
	return nil
}

func (v *view) importObjectFact(obj types.Object, ptr analysis.Fact) bool {
	if obj == nil {
		panic("nil object")
	}
	if obj.Pkg() == nil {
		return false // of the universe
	}
	s := v.of(obj.Pkg())
	if s == nil || s != v.own && !travels(obj) && !v.isDirect(obj.Pkg()) {
		return false
	}
	return assign(ptr, s.objects[objectKey{obj, reflect.TypeOf(ptr)}])
}

func (v *view) exportObjectFact(obj types.Object, fact analysis.Fact) {
	if obj.Pkg() != v.pkg {
		panic("fact about an object of another package: " + obj.String())
	}
	v.own.objects[objectKey{obj, reflect.TypeOf(fact)}] = fact
}

func (v *view) importPackageFact(pkg *types.Package, ptr analysis.Fact) bool {
	s := v.of(pkg)
	if s == nil || s != v.own && !v.isDirect(pkg) {
		return false
	}
	return assign(ptr, s.packages[reflect.TypeOf(ptr)])
}

func (v *view) exportPackageFact(fact analysis.Fact) {
	v.own.packages[reflect.TypeOf(fact)] = fact
}

func (v *view) isDirect(pkg *types.Package) bool { return slices.Contains(v.pkg.Imports(), pkg) }

// travels reports whether facts of an object reach packages that do not import
// its own.
func travels(obj types.Object) bool {
	_, isType := obj.(*types.TypeName)
	return isType || obj.Parent() != obj.Pkg().Scope()
}

// assign copies a stored fact to the analyzer's variable.
func assign(ptr, fact analysis.Fact) bool {
	if fact == nil {
		return false
	}
	reflect.ValueOf(ptr).Elem().Set(reflect.ValueOf(fact).Elem())
	return true
}

// allObjectFacts returns every fact of the analyzer's types that can be seen,
// in a fixed order.
func (v *view) allObjectFacts(a *analysis.Analyzer) []analysis.ObjectFact {
	var facts []analysis.ObjectFact
	v.each(func(pkg *types.Package, s *store) {
		for key, fact := range s.objects {
			if hasType(a, key.fact) && (s == v.own || travels(key.object) || v.isDirect(pkg)) {
				facts = append(facts, analysis.ObjectFact{Object: key.object, Fact: fact})
			}
		}
	})
	slices.SortFunc(facts, func(x, y analysis.ObjectFact) int {
		return cmp.Or(
			cmp.Compare(x.Object.Pkg().Path(), y.Object.Pkg().Path()),
			cmp.Compare(x.Object.Pos(), y.Object.Pos()),
			cmp.Compare(x.Object.Name(), y.Object.Name()))
	})
	return facts
}

func (v *view) allPackageFacts(a *analysis.Analyzer) []analysis.PackageFact {
	var facts []analysis.PackageFact
	v.each(func(pkg *types.Package, s *store) {
		for t, fact := range s.packages {
			if hasType(a, t) && (s == v.own || v.isDirect(pkg)) {
				facts = append(facts, analysis.PackageFact{Package: pkg, Fact: fact})
			}
		}
	})
	slices.SortFunc(facts, func(x, y analysis.PackageFact) int {
		return cmp.Compare(x.Package.Path(), y.Package.Path())
	})
	return facts
}

// each calls f for the package and for all it imports, directly or not, that
// have facts.
func (v *view) each(f func(*types.Package, *store)) {
	seen := make(map[*types.Package]bool)
	var walk func(*types.Package)
	walk = func(pkg *types.Package) {
		if seen[pkg] {
			return
		}
		seen[pkg] = true
		if s := v.of(pkg); s != nil {
			f(pkg, s)
		}
		for _, imp := range pkg.Imports() {
			walk(imp)
		}
	}
	walk(v.pkg)
}

func hasType(a *analysis.Analyzer, t reflect.Type) bool {
	return slices.ContainsFunc(a.FactTypes, func(f analysis.Fact) bool { return reflect.TypeOf(f) == t })
}
