package engine_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/disposition"
)

// The analyzers find the same whoever drives them, and say the same of programs:
// siglint's own loading, in any order of work, and x/tools' checker, which reads
// everything in full. SIGLINT_TEST_MODULES names more modules to try.
func TestOneTruth(t *testing.T) {
	var dirs []string
	for _, name := range []string{"incident", "incident-before", "daemon"} {
		dir, err := filepath.Abs(filepath.Join("../../../../testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, dir)
	}
	for _, dir := range append(dirs, filepath.SplitList(os.Getenv("SIGLINT_TEST_MODULES"))...) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			want := byChecker(t, dir)
			if !slices.ContainsFunc(want, func(line string) bool { return strings.Contains(line, " SIGTERM ") }) {
				t.Errorf("no program: %v", want)
			}
			for range 3 {
				if got := byEngine(t, dir); !slices.Equal(got, want) {
					t.Errorf("siglint:\n%s\nx/tools:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		})
	}
}

// judging are the checks that run by default, and the analyzer of contracts.
func judging() []*analysis.Analyzer {
	return append(slices.Clip(analyzers.Default), disposition.Analyzer)
}

func byEngine(t *testing.T, dir string) []string {
	found := make(map[string]bool)
	sum, err := engine.Run(t.Context(), engine.Options{
		Query:     listing.Query{Dir: dir, Patterns: []string{"./..."}, Tests: true},
		Analyzers: judging(),
		Seeds:     tree.Seeds(analyzers.Default),
		Keep:      []*analysis.Analyzer{disposition.Analyzer},
		Visit: func(j *engine.Judged) {
			for _, d := range j.Diagnostics {
				found[fmt.Sprintf("%v: %s", j.Fset.Position(d.Pos), d.Message)] = true
			}
			addCells(found, j.Package.Path(), j.Results[disposition.Analyzer])
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sum.Problems {
		t.Errorf("%v: %s", p.Pos, p.Message)
	}
	return slices.Sorted(maps.Keys(found))
}

func byChecker(t *testing.T, dir string) []string {
	pkgs, err := packages.Load(&packages.Config{Dir: dir, Mode: packages.LoadAllSyntax | packages.NeedModule, Tests: true}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	graph, err := checker.Analyze(judging(), pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]bool)
	for _, act := range graph.Roots {
		for _, d := range act.Diagnostics {
			found[fmt.Sprintf("%v: %s", act.Package.Fset.Position(d.Pos), d.Message)] = true
		}
		addCells(found, act.Package.PkgPath, act.Result)
	}
	return slices.Sorted(maps.Keys(found))
}

// addCells adds what a program does with every signal, a line each; the mains of
// test binaries are none of the programs.
func addCells(found map[string]bool, pkg string, result any) {
	r, ok := result.(*disposition.Result)
	if !ok || r.Program == nil || strings.HasSuffix(pkg, ".test") {
		return
	}
	add := func(command string, cells map[string]*disposition.Cell) {
		for name, c := range cells {
			found[fmt.Sprintf("%s %q %s %s %s may=%v %s", pkg, command, name, c.Disposition, c.Effect, c.May, c.Condition)] = true
		}
	}
	add("all", r.Program.Signals)
	for command, cells := range r.Program.Commands {
		add(command, cells)
	}
}

// An analyzer that panics on one package says so, and costs nothing else.
func TestPanic(t *testing.T) {
	dir := module(t, map[string]string{"a/a.go": "package a\n\nfunc F() {}\n", "b/b.go": "package b\n\nimport \"example.com/m/a\"\n\nfunc G() { a.F() }\n"})
	seen := make(map[string]bool)
	bad := &analysis.Analyzer{Name: "bad", Doc: "panic", Run: func(pass *analysis.Pass) (any, error) {
		if pass.Pkg.Name() == "a" {
			panic("boom")
		}
		return nil, errors.New("no luck")
	}}
	good := &analysis.Analyzer{Name: "good", Doc: "see", Run: func(pass *analysis.Pass) (any, error) {
		seen[pass.Pkg.Name()] = true
		return nil, nil
	}}
	sum, err := engine.Run(t.Context(), options(dir, bad, good))
	if err != nil {
		t.Fatal(err)
	}
	if len(sum.Problems) != 2 || !strings.Contains(sum.Problems[0].Message, "boom") || !strings.Contains(sum.Problems[1].Message, "no luck") {
		t.Errorf("problems: %v", sum.Problems)
	}
	if !seen["a"] || !seen["b"] {
		t.Errorf("seen: %v", seen)
	}
}

// A fact is what is known of an object; as with go vet, one about a function
// reaches direct imports only, one about a method any.
type fact struct{ Text string }

func (*fact) AFact() {}

func TestFacts(t *testing.T) {
	dir := module(t, map[string]string{
		"a/a.go": "package a\n\ntype T struct{}\n\nfunc (T) M() {}\n\nfunc F() {}\n",
		"b/b.go": "package b\n\nimport \"example.com/m/a\"\n\nvar V a.T\n\nfunc G() { a.F() }\n",
		"c/c.go": "package c\n\nimport \"example.com/m/b\"\n\nfunc H() { b.V.M() }\n",
	})
	got := make(map[string]string)
	a := &analysis.Analyzer{Name: "facts", Doc: "export facts", FactTypes: []analysis.Fact{new(fact)}}
	a.Run = func(pass *analysis.Pass) (any, error) {
		for id, obj := range pass.TypesInfo.Defs {
			if id.Name == "F" || id.Name == "M" {
				pass.ExportObjectFact(obj, &fact{id.Name})
			}
		}
		if pass.Pkg.Name() == "b" {
			pass.ExportPackageFact(&fact{"b"}) // so that c matters
		}
		var seen []string
		for _, f := range pass.AllObjectFacts() {
			seen = append(seen, f.Object.Name())
		}
		for _, f := range pass.AllPackageFacts() {
			seen = append(seen, f.Package.Name())
		}
		got[pass.Pkg.Name()] = strings.Join(seen, " ")
		return nil, nil
	}
	if _, err := engine.Run(t.Context(), options(dir, a)); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a": "M F", "b": "M F b", "c": "M b"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What has no seed and imports no facts is never analysed, only compiled.
func TestCold(t *testing.T) {
	dir := module(t, map[string]string{
		"a/a.go": "package a\n\nfunc F() {}\n", "b/b.go": "package b\n\nimport _ \"example.com/m/a\"\n",
	})
	opts := options(dir, &analysis.Analyzer{Name: "never", Doc: "fail", Run: func(*analysis.Pass) (any, error) {
		return nil, errors.New("was called")
	}})
	opts.Seeds = seeds(func([]byte) bool { return false })
	sum, err := engine.Run(t.Context(), opts)
	if err != nil || len(sum.Problems) > 0 || sum.Hot != 0 || sum.Typed != 1 {
		t.Errorf("got %+v, %v", sum, err)
	}
}

// A fact that matters to those that name its object makes no others hot, nor one
// that matters to nobody; and in modules of which nothing is judged, only the
// seeds for these count.
func TestAudience(t *testing.T) {
	dir := module(t, map[string]string{
		"a/a.go":     "package a\n\nfunc F() {} // seed\n\nfunc G() {}\n",
		"b/b.go":     "package b\n\nimport \"example.com/m/a\"\n\nfunc B() { a.F() }\n",
		"c/c.go":     "package c\n\nimport \"example.com/m/a\"\n\nfunc C() { a.G() }\n",
		"d/d.go":     "package d\n\nimport \"example.com/other\"\n\nfunc D() { other.F() }\n",
		"e/e.go":     "package e\n\nimport \"example.com/other/far\"\n\nfunc E() { far.F() }\n",
		"f/f.go":     "package f\n\nfunc Far() {} // far seed\n",
		"o/go.mod":   "module example.com/other\n\ngo 1.26\n",
		"o/o.go":     "package other\n\nfunc F() {} // seed\n",
		"o/far/o.go": "package far\n\nfunc F() {} // far seed\n",
	})
	gomod := "module example.com/m\n\ngo 1.26\n\nrequire example.com/other v1.0.0\n\nreplace example.com/other => ./o\n"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(gomod), 0o666); err != nil {
		t.Fatal(err)
	}
	for audience, want := range map[engine.Audience]string{engine.Everybody: "a b c e f far", engine.Namers: "a b e f far", engine.Nobody: "a f far"} {
		got := analysed(t, dir, engine.Seeds{
			Own:      func(src []byte) bool { return strings.Contains(string(src), "seed") },
			Foreign:  func(src []byte) bool { return strings.Contains(string(src), "far seed") },
			Audience: func(analysis.Fact, string) engine.Audience { return audience },
		})
		if got != want {
			t.Errorf("audience %d: got %s, want %s", audience, got, want)
		}
	}
}

// analysed names the packages that are analysed where functions named F have
// facts.
func analysed(t *testing.T, dir string, seeds engine.Seeds) string {
	t.Helper()
	var mu sync.Mutex
	var hot []string
	opts := options(dir, &analysis.Analyzer{Name: "facts", Doc: "export facts", FactTypes: []analysis.Fact{new(fact)}, Run: func(pass *analysis.Pass) (any, error) {
		mu.Lock()
		defer mu.Unlock()
		hot = append(hot, pass.Pkg.Name())
		if f := pass.Pkg.Scope().Lookup("F"); f != nil {
			pass.ExportObjectFact(f, &fact{"F"})
		}
		return nil, nil
	}})
	opts.Seeds = seeds
	if _, err := engine.Run(t.Context(), opts); err != nil {
		t.Fatal(err)
	}
	slices.Sort(hot)
	return strings.Join(hot, " ")
}

// What a package that no program is made of does not name cannot matter to it,
// where the seeds say so.
func TestNames(t *testing.T) {
	dir := module(t, map[string]string{
		"a/a.go":      "package a\n\nfunc F() {} // seed\n\nfunc G() {}\n",
		"lib/l.go":    "package lib\n\nimport \"example.com/m/a\"\n\nfunc L() { a.G() }\n",
		"idle/i.go":   "package idle\n\nimport \"example.com/m/a\"\n\nfunc I() { a.G() }\n",
		"calls/c.go":  "package calls\n\nimport \"example.com/m/a\"\n\nfunc C() { a.F() }\n",
		"method/m.go": "package method\n\nimport \"example.com/m/a\"\n\ntype T struct{}\n\nfunc (T) Close() { a.G() }\n",
		"main.go":     "package main\n\nimport \"example.com/m/lib\"\n\nfunc main() { lib.L() }\n",
	})
	all := func(analysis.Fact) ([]string, bool) { return nil, false }
	own := func(analysis.Fact) ([]string, bool) { return nil, true }
	also := func(analysis.Fact) ([]string, bool) { return []string{"Close"}, true }
	for _, test := range []struct {
		names func(analysis.Fact) ([]string, bool)
		want  string
	}{
		{nil, "a calls idle lib main method"},
		{all, "a calls idle lib main method"},
		{own, "a calls lib main"},
		{also, "a calls lib main method"},
	} {
		with := seeds(func(src []byte) bool { return strings.Contains(string(src), "seed") })
		with.Names = test.names
		if got := analysed(t, dir, with); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

// A package that compiles only without its tests is analysed without them, and
// the mistake is told.
func TestBrokenTests(t *testing.T) {
	dir := module(t, map[string]string{
		"a/a.go":      "package a\n\nfunc F() {}\n",
		"a/a_test.go": "package a\n\nvar _ = NotThere\n",
		"b/b.go":      "package b\n\nfunc F() { NotThere() }\n",
		"b/b_test.go": "package b\n\nvar _ = F\n",
		"c/c.go":      "package c\n\nfunc F() {}\n",
		"c/c_test.go": "package c\n\nimport _ \"example.com/absent\"\n",
	})
	var mu sync.Mutex
	files := make(map[string]int)
	opts := options(dir, &analysis.Analyzer{Name: "files", Doc: "count files", Run: func(pass *analysis.Pass) (any, error) {
		mu.Lock()
		defer mu.Unlock()
		files[pass.Pkg.Path()] = len(pass.Files)
		return nil, nil
	}})
	opts.Query.Tests = true
	sum, err := engine.Run(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if files["example.com/m/a"] != 1 || files["example.com/m/b"] != 0 || files["example.com/m/c"] != 1 {
		t.Errorf("analysed files: %v", files)
	}
	for _, name := range []string{"a_test.go", "b.go", "c_test.go"} {
		if !slices.ContainsFunc(sum.Problems, func(p engine.Problem) bool { return strings.HasSuffix(p.Pos.Filename, name) }) {
			t.Errorf("no problem in %s: %v", name, sum.Problems)
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("enough")
	cancel(cause)
	if _, err := engine.Run(ctx, options(module(t, map[string]string{"a/a.go": "package a\n"}))); !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
}

func options(dir string, list ...*analysis.Analyzer) engine.Options {
	return engine.Options{
		Query:     listing.Query{Dir: dir, Patterns: []string{"./..."}},
		Analyzers: list,
		Seeds:     seeds(func([]byte) bool { return true }),
	}
}

// seeds has the same seeds everywhere.
func seeds(seed func([]byte) bool) engine.Seeds { return engine.Seeds{Own: seed, Foreign: seed} }

// module writes the files of example.com/m and returns its folder.
func module(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module example.com/m\n\ngo 1.26\n"
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
