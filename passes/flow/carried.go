package flow

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/sigcalls"
)

// A type reaches packages that do not import its own: what New returns, what a
// field holds, what is embedded. Facts of a package are seen by direct importers
// only, so a package that shows such a type in what it exports tells what the
// type's methods reach.

// A Carried is what a method of a type of another package reaches.
type Carried struct {
	Method string // "importpath.Type.Method"; every method of a type that is not understood is "*"
	List   []Reach
}

// anyMethod stands for every method of a type.
const anyMethod = "*"

// methodKey spells the method of a named type as Carried does, or returns "".
func methodKey(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return ""
	}
	t := recv.Type()
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return ""
	}
	return typeKey(named) + fn.Name()
}

func typeKey(named *types.Named) string {
	return named.Obj().Pkg().Path() + "." + named.Obj().Name() + "."
}

// carriers returns the direct imports that tell of methods of packages that
// are not among them, by method.
func (e *engine) carriers() map[string][]*handlers {
	if e.carried == nil {
		e.carried, e.toldOf = make(map[string][]*handlers), make(map[string]bool)
		for _, p := range e.directImports() {
			if h := e.imports[p]; h != nil {
				for _, c := range h.Carried {
					e.carried[c.Method] = append(e.carried[c.Method], h)
					e.toldOf[packageOfKey(c.Method)] = true
				}
				for _, m := range h.Methods {
					e.toldOf[strings.TrimSuffix(m, "."+lastName(m))] = true
				}
			}
		}
	}
	return e.carried
}

// packageOfKey returns the path of the package of a Carried's method.
func packageOfKey(key string) string {
	for range 2 {
		key = key[:max(0, strings.LastIndexByte(key, '.'))]
	}
	return key
}

// says reports whether direct imports tell of a package, themselves or others.
// What is said of a package reaches its importers from one to the next; of a
// package that none of the direct imports tells of nothing is known.
func (e *engine) says(p *types.Package) bool {
	e.carriers()
	return e.imports[p] != nil || e.toldOf[p.Path()]
}

// tellsOf reports whether direct imports tell of methods of a type, or of
// those of types that it holds.
func (e *engine) tellsOf(named *types.Named) bool {
	return len(e.carriers()) > 0 && named.Obj().Pkg() != nil && !sigcalls.StandardPath(named.Obj().Pkg().Path())
}

// carries returns what the direct imports tell of a method of a package that
// is not among them.
func (e *engine) carries(key string) reachSet {
	var at reachSet
	for _, h := range e.carriers()[key] {
		i, _ := slices.BinarySearchFunc(h.Carried, key, func(c Carried, key string) int { return strings.Compare(c.Method, key) })
		if at == nil {
			at = make(reachSet)
		}
		e.adopt(at, h, h.Carried[i].List)
	}
	return at
}

// adopt adds to a set what the facts of another package list.
func (e *engine) adopt(set reachSet, h *handlers, list []Reach) {
	for _, r := range list {
		if r.Handler < len(h.List) {
			set.add(e.handler(h.List[r.Handler]), reach{r.May, r.Condition, r.Command, r.Via})
		}
	}
}

// methodReaches returns what a method of another package reaches, or nil.
func (e *engine) methodReaches(fn *types.Func) reachSet {
	if fn.Pkg() == nil || !e.says(fn.Pkg()) {
		return nil
	}
	key := methodKey(fn)
	if key == "" {
		return nil
	}
	if at := e.carries(key); at != nil {
		return at
	}
	return e.carries(strings.TrimSuffix(key, fn.Name()) + anyMethod)
}

// show lists what importers may need to know of types of other packages, and
// the methods of interfaces that matter, of its own and of others that it shows.
func (e *engine) show() ([]Carried, []string) {
	if e.pass.Pkg.Name() == "main" {
		return nil, nil
	}
	if len(e.imports) == 0 {
		return nil, e.methodsOf
	}
	s := shower{
		e: e, seen: make(map[types.Type]bool), said: make(map[*types.Package]bool), found: make(map[string]reachSet),
		methods: slices.Clone(e.methodsOf),
	}
	scope := e.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		if obj := scope.Lookup(name); obj.Exported() {
			s.show(obj.Type())
		}
	}
	var out []Carried
	for _, key := range slices.Sorted(maps.Keys(s.found)) {
		out = append(out, Carried{key, sorted(s.found[key])})
	}
	slices.Sort(s.methods)
	return out, slices.Compact(s.methods)
}

// A shower walks the types that a package shows to its importers.
type shower struct {
	e     *engine
	seen  map[types.Type]bool
	said  map[*types.Package]bool // see above
	found map[string]reachSet

	methods []string
}

// leads reports whether types of a package may lead to one of a package that
// something is said of. Those of most packages do not, and need not be walked.
func (s *shower) leads(p *types.Package) bool {
	// Where types come from export data, the imports of a direct import are all
	// packages below it, and those of any other package are not known.
	unknown := len(p.Imports()) == 0 && !slices.Contains(s.e.pass.Pkg.Imports(), p)
	return !sigcalls.StandardPath(p.Path()) && (unknown || s.above(p))
}

// above reports whether something is said of a package, or of one below it.
func (s *shower) above(p *types.Package) bool {
	above, known := s.said[p]
	if !known {
		s.said[p] = false // for imports in a circle, as broken code has them
		above = s.e.says(p) || slices.ContainsFunc(p.Imports(), s.above)
		s.said[p] = above
	}
	return above
}

func (s *shower) show(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		s.named(t)
	case interface{ Elem() types.Type }: // pointers, slices, arrays, maps, channels
		s.show(t.Elem())
		if m, ok := t.(*types.Map); ok {
			s.show(m.Key())
		}
	case *types.Signature:
		for v := range t.Params().Variables() {
			s.show(v.Type())
		}
		for v := range t.Results().Variables() {
			s.show(v.Type())
		}
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() || f.Embedded() {
				s.show(f.Type())
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			if s.e.hot()[matters(m)] {
				s.methods = append(s.methods, matters(m))
			}
			s.show(m.Type())
		}
	}
}

func (s *shower) named(t *types.Named) {
	if s.seen[t] || t.Obj().Pkg() == nil {
		return
	}
	s.seen[t] = true
	for arg := range t.TypeArgs().Types() {
		s.show(arg)
	}
	if p := t.Obj().Pkg(); p != s.e.pass.Pkg {
		if !s.leads(p) {
			return
		}
		s.foreign(t.Origin())
	}
	for m := range t.Methods() {
		if m.Exported() {
			s.show(m.Type())
		}
	}
	s.show(t.Underlying())
}

// foreign notes what the methods of another package's type reach.
func (s *shower) foreign(t *types.Named) {
	if !s.e.says(t.Obj().Pkg()) {
		return
	}
	h := s.e.imports[t.Obj().Pkg()]
	if h != nil && h.Any {
		s.found[typeKey(t)+anyMethod] = s.e.unknown()
		return
	}
	for m := range t.Methods() {
		if !m.Exported() {
			continue
		}
		var fact reaches
		at := s.e.reaches(m)
		if len(at) > 0 || s.e.pass.ImportObjectFact(m, &fact) && len(fact.Opens) > 0 {
			s.found[methodKey(m)] = at // without any, so that importers ask for the fact
		}
	}
	if at := s.e.carries(typeKey(t) + anyMethod); h == nil && at != nil {
		s.found[typeKey(t)+anyMethod] = at
	}
}
