package engine

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/passes/regular"
)

// maxSource bounds a Go file: the largest that people check in have some megabytes.
const maxSource = 32 << 20

// defaultVersion is the language of a module that names none, as cmd/go has it.
const defaultVersion = "1.16"

// A program is a hot package with what analyzers want of it.
type program struct {
	files  []*ast.File
	sums   map[string]cache.Key // of what was read, by path; of a package that is judged
	types  *types.Package
	info   *types.Info
	broken bool // does not compile
}

// A depth says how much of a judged package is read.
type depth int

const (
	bodies     depth = iota // what the compiler looks at
	everything              // and what the analyzers want to know
)

// check parses and type-checks a package whose imports have types. Where a
// package does not compile together with its tests, as without a build tag that
// these want, it is the package without them that analyzers get.
func (n *node) check(r *run, depth depth) *program {
	p := n.checkFiles(r, depth, n.root, func(string) bool { return true })
	if p.broken && depth == everything && n.pkg.ForTest != "" {
		own := n.checkFiles(r, depth, false, func(path string) bool { return !strings.HasSuffix(path, "_test.go") })
		if len(own.files) > 0 && !own.broken {
			return own
		}
	}
	return p
}

// checkFiles checks those files of a package that are wanted.
func (n *node) checkFiles(r *run, depth depth, tell bool, wanted func(path string) bool) *program {
	p := &program{}
	fail := func(err error) {
		if n.foggy && follows(err) {
			err = fogged(err)
		}
		p.broken = true
		if tell {
			n.typeProblem(r, err)
		}
	}
	paths, fake, err := n.sources(r, depth == everything)
	if err != nil {
		n.volatile = true // it may be for want of a C compiler
		fail(err)
	}
	paths = slices.DeleteFunc(paths, func(path string) bool { return !wanted(path) })
	n.foggy = fake || slices.ContainsFunc(n.deps, func(d *node) bool { return d.foggy })
	p.files, p.sums = r.parse(paths, depth, fail)
	if depth == everything {
		p.info = newInfo()
	}
	conf := n.config(r, fake, fail)
	p.types, _ = conf.Check(n.pkg.Path(), r.fset, p.files, p.info) // errors went to fail
	if fake && err == nil && vague(p.types) {
		if paths, err := listing.Cgo(r.ctx, r.opts.Query, n.pkg); err == nil {
			n.foggy, conf.FakeImportC = false, false
			p.files, p.sums = r.parse(paths, depth, fail)
			p.types, _ = conf.Check(n.pkg.Path(), r.fset, p.files, p.info)
		}
	}
	return p
}

// vague reports whether a package offers a constant or variable whose type
// only C knows.
func vague(p *types.Package) bool {
	for _, name := range p.Scope().Names() {
		obj := p.Scope().Lookup(name)
		switch obj.(type) {
		case *types.Const, *types.Var:
			if obj.Exported() && obj.Type() == types.Typ[types.Invalid] {
				return true
			}
		}
	}
	return false
}

// config is how the package is type-checked.
func (n *node) config(r *run, fakeC bool, fail func(error)) *types.Config {
	return &types.Config{
		Importer:    n,
		Sizes:       r.sizes,
		GoVersion:   goVersion(n.pkg, r.version),
		FakeImportC: fakeC,
		Error:       fail,
	}
}

// sources returns the files of a package. For one with cgo that has to do
// with facts, these are the files cgo makes. Else, and where cgo cannot be run,
// the package is read as it stands, with everything of C unknown.
func (n *node) sources(r *run, full bool) (paths []string, fakeC bool, err error) {
	if len(n.pkg.CgoFiles) == 0 {
		return n.pkg.Files(), false, nil
	}
	if full {
		paths, err = listing.Cgo(r.ctx, r.opts.Query, n.pkg)
		if err == nil {
			return paths, false, nil
		}
	}
	return n.pkg.Files(), true, err
}

// parse reads files; those that are broken are left out or come in part.
func (r *run) parse(paths []string, depth depth, fail func(error)) (files []*ast.File, sums map[string]cache.Key) {
	mode := parser.SkipObjectResolution
	if depth == everything {
		mode |= parser.ParseComments
	}
	sums = make(map[string]cache.Key)
	for _, path := range paths {
		src, err := regular.Read(path, maxSource)
		if err != nil {
			fail(&fs.PathError{Op: "read", Path: path, Err: err})
			continue
		}
		sums[path] = r.read(path, src)
		f, err := parser.ParseFile(r.fset, path, src, mode)
		if err != nil {
			fail(err)
		}
		if f != nil {
			files = append(files, f)
		}
	}
	return files, sums
}

// read returns the hash of a file as it was read. One that has changed since its
// key was taken spoils what would be kept.
func (r *run) read(path string, src []byte) cache.Key {
	sum := cache.Key(sha256.Sum256(src))
	if r.index != nil {
		if was, ok := r.index.content(path); ok && was != sum {
			r.moved.Store(true)
		}
	}
	return sum
}

// Import implements types.Importer for the source of the package.
func (n *node) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	dep := n.imports[path]
	switch {
	case dep == nil:
		return nil, errors.New("the package is not there")
	case dep.pkg.Error != nil && len(dep.pkg.Files()) == 0:
		return nil, errors.New(dep.complaint())
	case dep.types == nil:
		return nil, errors.New("the package cannot be read")
	}
	return dep.types, nil
}

// typeProblem names a mistake in a judged package, the first one of many.
func (n *node) typeProblem(r *run, err error) {
	pos, text := describe(r.fset, err)
	n.mu.Lock()
	first := len(n.problems) == 0
	n.mu.Unlock()
	if !first {
		return // one clear line for each package
	}
	n.problem(pos, fmt.Sprintf("%s does not compile: %s", n.pkg.ImportPath, text))
}

// follows reports whether an error says no more than that a type is not known.
func follows(err error) bool {
	var typ types.Error
	return errors.As(err, &typ) && strings.Contains(typ.Msg, "invalid type")
}

// fogged says what is behind an error that follows from a type that only C
// tells.
func fogged(err error) error {
	var typ types.Error
	errors.As(err, &typ)
	typ.Msg = "what an imported package has from C is not known, since cgo cannot be run"
	return typ
}

func describe(fset *token.FileSet, err error) (token.Position, string) {
	var list scanner.ErrorList
	var typ types.Error
	var path *fs.PathError
	switch {
	case errors.As(err, &list) && len(list) > 0:
		return list[0].Pos, list[0].Msg
	case errors.As(err, &typ):
		return fset.Position(typ.Pos), firstLine(typ.Msg)
	case errors.As(err, &path):
		return token.Position{Filename: path.Path}, "cannot be read: " + reason(err)
	}
	return token.Position{}, firstLine(err.Error())
}

// reason is what the system says without the path, which stands before it.
func reason(err error) string {
	for path := (*fs.PathError)(nil); errors.As(err, &path); path = nil {
		err = path.Err
	}
	return err.Error()
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// goVersion returns the language version a package is written in.
func goVersion(p *listing.Package, toolchain string) string {
	if p.Module == nil {
		return languageVersion(toolchain)
	}
	if p.Module.GoVersion == "" {
		return "go" + defaultVersion
	}
	return "go" + p.Module.GoVersion
}

// languageVersion drops what a toolchain's version has beyond the numbers, as
// "go1.26.8-custom", which types.Config does not take.
func languageVersion(toolchain string) string {
	version, _, _ := strings.Cut(toolchain, "-")
	version, _, _ = strings.Cut(version, " ")
	if !strings.HasPrefix(version, "go") {
		return "" // a toolchain under development: the newest
	}
	return version
}

// position reads "file:line:col", with a file relative to dir.
func position(dir, text string) token.Position {
	var pos token.Position
	for _, number := range []*int{&pos.Column, &pos.Line} {
		i := strings.LastIndexByte(text, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(text[i+1:])
		if err != nil {
			break
		}
		*number, text = n, text[:i]
	}
	if pos.Line == 0 {
		pos.Line, pos.Column = pos.Column, 0 // "file:line"
	}
	if text != "" && !filepath.IsAbs(text) {
		text = filepath.Join(dir, text)
	}
	pos.Filename = text
	return pos
}

func newInfo() *types.Info {
	return &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		FileVersions: make(map[*ast.File]string),
	}
}
