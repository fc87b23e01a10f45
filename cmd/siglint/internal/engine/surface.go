package engine

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"iter"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/siglint/siglint/passes/regular"
)

// load makes sure that packages have types, each made by a goroutine of its
// own. It holds no core while it waits.
func (r *run) load(nodes []*node) {
	var wg sync.WaitGroup
	for _, n := range nodes {
		wg.Go(func() { n.declarations(r) })
	}
	wg.Wait()
}

// declarations gives a package the types that its importers see, and its facts
// about them. These types are others than those the package itself was judged
// by: go/types never lets go of what it knows of the bodies of functions.
func (n *node) declarations(r *run) {
	n.once.Do(func() {
		defer n.recovered()
		r.typed.add()
		if n.pkg.ImportPath == "unsafe" {
			n.types = types.Unsafe
			return
		}
		s := n.readSurface(r, len(n.encoded) > 0)
		n.types = s.check(r)
		if s.fakeC && vague(n.types) {
			if made := n.readSurface(r, true); !made.fakeC {
				s, n.types = made, made.check(r)
			}
		}
		n.foggy = s.fakeC || s.foggy()
		if len(n.encoded) > 0 {
			n.decodeFacts(r)
		}
	})
}

// A surfaceText is the text of a package without what importers cannot see.
type surfaceText struct {
	node    *node
	files   []surfaceFile
	fakeC   bool
	imports map[string]*node // those that the text uses
}

type surfaceFile struct {
	path string
	text []byte
}

// readSurface reads the files of a package. Most of what a package imports is
// for the bodies of its functions: what is left of the text does not name it,
// and nobody need read it for the sake of this package. With cgo, it is
// what that makes which is read.
func (n *node) readSurface(r *run, cgo bool) *surfaceText {
	release := r.slot()
	defer release()
	s := &surfaceText{node: n, imports: make(map[string]*node)}
	paths, fake, err := n.sources(r, cgo)
	if err != nil {
		n.volatile = true // it may be for want of a C compiler
	}
	s.fakeC = fake
	for _, path := range paths {
		src, err := regular.Read(path, maxSource)
		if err != nil {
			continue // the declarations there are missing
		}
		r.read(path, src)
		f := surfaceFile{path, surfaceOf(src)}
		s.files = append(s.files, f)
		s.addImports(f.text)
	}
	return s
}

// addImports adds the imports that a file uses.
func (s *surfaceText) addImports(text []byte) {
	f, _ := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly|parser.SkipObjectResolution)
	if f == nil {
		return
	}
	named := make(map[string]string) // paths by the names they go by
	for _, spec := range f.Imports {
		path, dep := s.dependency(spec)
		switch {
		case dep == nil || s.imports[path] != nil:
		case spec.Name == nil && dep.pkg.Name != "":
			named[dep.pkg.Name] = path
		case spec.Name == nil || spec.Name.Name == ".":
			s.imports[path] = dep
		case spec.Name.Name != "_":
			named[spec.Name.Name] = path
		}
	}
	for name := range qualifiers(text) {
		if path, ok := named[string(name)]; ok {
			s.imports[path] = s.node.imports[path]
		}
	}
}

func (s *surfaceText) dependency(spec *ast.ImportSpec) (path string, dep *node) {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return "", nil
	}
	return path, s.node.imports[path]
}

// qualifiers yields the words that a dot follows. Some of them stand in
// comments and strings; all names of packages are among them.
func qualifiers(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := 0; i < len(text); {
			if !isLetter(text[i]) {
				i++
				continue
			}
			start := i
			for i < len(text) && isLetterOrDigit(text[i]) {
				i++
			}
			after := bytes.TrimLeft(text[i:min(len(text), i+8)], " \t")
			if len(after) > 0 && after[0] == '.' && !yield(text[start:i]) {
				return
			}
		}
	}
}

// foggy reports whether a type of what the surface uses may come from C.
func (s *surfaceText) foggy() bool {
	for _, dep := range s.imports {
		if dep.foggy {
			return true
		}
	}
	return false
}

// check type-checks the surface, after what it imports. The package is known to compile, or said not
// to where it is judged; errors are of no interest here.
func (s *surfaceText) check(r *run) *types.Package {
	r.load(slices.Collect(maps.Values(s.imports)))
	release := r.slot()
	defer release()
	var files []*ast.File
	for _, file := range s.files {
		f, _ := parser.ParseFile(r.fset, file.path, file.text, parser.SkipObjectResolution)
		if f != nil {
			s.dropImports(f)
			files = append(files, f)
		}
	}
	conf := s.node.config(r, s.fakeC, func(error) {})
	conf.IgnoreFuncBodies = true
	p, _ := conf.Check(s.node.pkg.Path(), r.fset, files, nil)
	return p
}

// dropImports takes the imports out of a file that its package does not use.
func (s *surfaceText) dropImports(f *ast.File) {
	f.Decls = slices.DeleteFunc(f.Decls, func(decl ast.Decl) bool {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			return false
		}
		gen.Specs = slices.DeleteFunc(gen.Specs, func(spec ast.Spec) bool {
			path, dep := s.dependency(spec.(*ast.ImportSpec))
			return dep != nil && s.imports[path] == nil
		})
		return len(gen.Specs) == 0
	})
}
