package engine_test

import (
	"fmt"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
)

// A bench runs an analyzer over a module that is changed between runs. The
// analyzer finds every function F and every call of one that has a fact.
type bench struct {
	t      *testing.T
	dir    string
	cache  string
	around string
	flag   string

	meanwhile func() // called when a package is about to be judged
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, cache: t.TempDir(), dir: module(t, map[string]string{
		"a/a.go": "package a\n\ntype T struct{}\n\nfunc (T) M() {}\n\nfunc F() { _ = 1 }\n",
		"b/b.go": "package b\n\nimport \"example.com/m/a\"\n\nfunc G() {\n\ta.F(); a.T{}.M()\n}\n",
		"c/c.go": "package c\n\nfunc H() int { return 1 }\n",
		"m/m.go": "package main\n\nimport \"example.com/m/b\"\n\nfunc main() { b.G() }\n",
	})}
	b.age()
	return b
}

// age makes all files old enough for their times to be believed.
func (b *bench) age() {
	then := time.Now().Add(-time.Hour)
	filepath.WalkDir(b.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil && time.Since(info.ModTime()) < time.Minute {
				os.Chtimes(path, then, then)
			}
		}
		return nil
	})
}

func (b *bench) write(name, text string) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o666); err != nil {
		b.t.Fatal(err)
	}
}

// run returns what was found, and which packages were analysed for it.
func (b *bench) run() (found, analysed string) {
	b.t.Helper()
	var mu sync.Mutex
	ran := make(map[string]bool)
	a := &analysis.Analyzer{Name: "calls", Doc: "find calls", FactTypes: []analysis.Fact{new(fact)}}
	a.Flags.String("setting", b.flag, "")
	a.Run = func(pass *analysis.Pass) (any, error) {
		mu.Lock()
		ran[pass.Pkg.Name()] = true
		mu.Unlock()
		for id, obj := range pass.TypesInfo.Defs {
			if fn, ok := obj.(*types.Func); ok && (id.Name == "F" || id.Name == "M") {
				pass.ExportObjectFact(fn, &fact{id.Name})
			}
		}
		for id, obj := range pass.TypesInfo.Uses {
			var f fact
			if fn, ok := obj.(*types.Func); ok && pass.ImportObjectFact(fn, &f) {
				pass.Report(analysis.Diagnostic{Pos: id.Pos(), End: id.End(), Message: "call of " + f.Text,
					Related:        []analysis.RelatedInformation{{Pos: fn.Pos(), Message: "declared here"}},
					SuggestedFixes: []analysis.SuggestedFix{{Message: "Drop", TextEdits: []analysis.TextEdit{{Pos: id.Pos(), End: id.End(), NewText: []byte("x")}}}},
				})
			}
		}
		return nil, nil
	}
	var lines []string
	opts := options(b.dir, a)
	opts.Seeds = seeds(func(src []byte) bool { return strings.Contains(string(src), "func F") })
	opts.Around = func([]string) cache.Key { h := cache.NewHash("test"); h.Add(b.around); return h.Sum() }
	if b.meanwhile != nil {
		opts.Beside = func(string) string { b.meanwhile(); return "" }
	}
	if b.cache != "" {
		opts.Cache = cache.Open(b.cache)
	}
	opts.Visit = func(j *engine.Judged) {
		for _, d := range j.Diagnostics {
			lines = append(lines, fmt.Sprintf("%v-%v: %s %v %s", j.Fset.Position(d.Pos), j.Fset.Position(d.End), d.Message,
				j.Fset.Position(d.Related[0].Pos), d.SuggestedFixes[0].TextEdits[0].NewText))
		}
	}
	sum, err := engine.Run(b.t.Context(), opts)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, p := range sum.Problems {
		lines = append(lines, fmt.Sprintf("%v %s", p.Pos, p.Message))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n"), strings.Join(slices.Sorted(maps.Keys(ran)), " ")
}

// expect runs twice, with the cache and without, and compares.
func (b *bench) expect(what, analysed string) {
	b.t.Helper()
	got, ran := b.run()
	if ran != analysed {
		b.t.Errorf("%s: analysed %q, want %q", what, ran, analysed)
	}
	plain := *b
	plain.cache = ""
	if want, _ := plain.run(); got != want {
		b.t.Errorf("%s: with the cache:\n%s\nwithout:\n%s", what, got, want)
	}
}

// A file that changes between the taking of its key and its reading spoils
// what would be kept under that key, and nothing else.
func TestCacheOfMovingFile(t *testing.T) {
	b := newBench(t)
	const first, then = "package a\n\nfunc F() {}\n", "package a\n\nfunc F() {}\n\nfunc G() { F() }\n"
	b.write("a/a.go", first)
	b.write("b/b.go", "package b\n\nimport \"example.com/m/a\"\n\nfunc G() { a.F() }\n")
	b.age()
	b.meanwhile = func() { b.write("a/a.go", then) }
	if found, _ := b.run(); strings.Count(found, "call of F") != 2 {
		t.Errorf("the file as it is now is not judged:\n%s", found)
	}
	b.meanwhile = nil
	b.write("a/a.go", first)
	b.age()
	b.expect("what it was before", "a b main")
	b.expect("again", "")
}

// What changed is judged again, with what depends on it, and nothing else is.
func TestCache(t *testing.T) {
	b := newBench(t)
	b.expect("first", "a b main")
	b.expect("again", "")
	b.write("a/a.go", "package a\n\ntype T struct{}\n\nfunc (T) M() {}\n\nfunc F() { _ = 2 }\n")
	b.expect("a body", "a")
	b.write("a/a.go", "package a\n\ntype T struct{}\n\nfunc (T) M() {}\n\n\nfunc F() { _ = 2 }\n")
	b.expect("a place", "a b main")
	b.write("b/b.go", "package b\n\nimport \"example.com/m/a\"\n\nfunc G() {\n\ta.F()\n}\n")
	b.expect("an importer", "b")
	b.write("a/a.go", "package a\n\nfunc F2() {}\n\nfunc F(...int) {}\n")
	b.expect("a declaration", "a b main")
	b.write("a/b.go", "package a\n")
	b.expect("a new file", "a b main")
	b.write("c/c.go", "package c\n\nfunc H() int { return \"\" }\n")
	b.expect("a mistake", "")
	b.expect("a mistake that stays", "")
	b.write("c/c.go", "package c\n\nfunc H() int { return 1 }\n")
	b.expect("no mistake", "")
	b.around = "a sender"
	b.expect("a sender file", "main")
	b.flag = "strict"
	b.expect("a setting", "a b main")
	b.expect("at last", "")
	restore := engine.AsTool("another")
	defer restore()
	b.expect("another tool", "a b main")
	b.expect("the same tool", "")
}

// A file that changes in the very moment it was read in, and keeps its size and
// time, is seen to change.
func TestCacheSameSize(t *testing.T) {
	b := newBench(t)
	now := time.Now()
	for _, name := range []string{"a.F", "a.E", "a.F"} {
		b.write("b/b.go", "package b\n\nimport \"example.com/m/a\"\n\nfunc G() { "+name+"() }\n")
		os.Chtimes(filepath.Join(b.dir, "b/b.go"), now, now)
		got, _ := b.run()
		if strings.Contains(got, "undefined") != (name == "a.E") {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

// Entries that are not as they were written are as if they were not there.
func TestCacheCorrupt(t *testing.T) {
	b := newBench(t)
	spoil := map[string]func(string, []byte){
		"cut":     func(file string, data []byte) { os.WriteFile(file, data[:len(data)/2], 0o666) },
		"flipped": func(file string, data []byte) { data[len(data)-1] ^= 1; os.WriteFile(file, data, 0o666) },
		"empty":   func(file string, data []byte) { os.WriteFile(file, nil, 0o666) },
		"folder":  func(file string, data []byte) { os.Remove(file); os.Mkdir(file, 0o777) },
	}
	for name, f := range spoil {
		b.run()
		files, _ := filepath.Glob(filepath.Join(b.cache, "??", "*"))
		if len(files) == 0 {
			t.Fatal("nothing is kept")
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err == nil {
				f(file, data)
			}
		}
		b.expect(name, "a b main")
		b.cache = t.TempDir()
	}
}

// A cache that cannot be written is none.
func TestCacheUnwritable(t *testing.T) {
	b := newBench(t)
	b.cache = filepath.Join(b.dir, "go.mod") // no folder
	b.expect("a file for a folder", "a b main")
	b.expect("again", "a b main")
}

// Runs at one time share a folder.
func TestCacheTogether(t *testing.T) {
	b := newBench(t)
	want, _ := b.run()
	b.cache = t.TempDir()
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			if got, _ := b.run(); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
	wg.Wait()
	b.expect("afterwards", "")
}
