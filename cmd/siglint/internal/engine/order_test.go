package engine_test

import (
	"encoding/json"
	"fmt"
	"go/token"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/analyzers"
	"github.com/siglint/siglint/cmd/siglint/internal/engine"
	"github.com/siglint/siglint/cmd/siglint/internal/listing"
	"github.com/siglint/siglint/cmd/siglint/internal/tree"
	"github.com/siglint/siglint/passes/disposition"
)

// orderModules are the modules that TestOrder judges, below the root of this one.
var orderModules = []string{"testdata/incident", "analyzers/eintr/testdata/module", "cmd/siglint/internal/engine/testdata/order"}

// The facts of a package are the same bytes, and the findings the same words,
// in every run: whatever the seeds of maps, the number of cores, the order of
// the package's files, and the place of the checkout. More modules can be named
// in ORDER, by colons.
func TestOrder(t *testing.T) {
	root, err := filepath.Abs("../../../..")
	if err != nil {
		t.Fatal(err)
	}
	var dirs []string
	for _, m := range orderModules {
		dirs = append(dirs, filepath.Join(root, m))
	}
	for _, dir := range append(dirs, filepath.SplitList(os.Getenv("ORDER"))...) {
		t.Run(filepath.Base(dir), func(t *testing.T) { testOrder(t, dir) })
	}
}

func testOrder(t *testing.T, dir string) {
	const shuffled = 4 // the first run with files in another order
	sorted := func([]string) {}
	facts, found := judged(t, dir, sorted)
	if len(facts) == 0 {
		t.Fatal("no facts at all")
	}
	elsewhere := filepath.Join(t.TempDir(), "another", "place")
	if err := os.CopyFS(elsewhere, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		cores := []int{1, 2, 8}[i%3]
		rnd := rand.New(rand.NewPCG(uint64(i), 1))
		place, reorder := dir, sorted
		if i >= shuffled {
			reorder = func(files []string) {
				rnd.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
			}
		}
		if i%2 == 1 {
			place = elsewhere
		}
		before := runtime.GOMAXPROCS(cores)
		again, foundAgain := judged(t, place, reorder)
		runtime.GOMAXPROCS(before)
		how := fmt.Sprintf("run %d, %d cores", i, cores)
		for _, path := range slices.Sorted(maps.Keys(facts)) {
			if a, b := facts[path], again[path]; a.Lines != b.Lines || i < shuffled && a.Bytes != b.Bytes {
				t.Errorf("%s: other facts of %s:\n%s\nnot\n%s", how, path, b.Lines, a.Lines)
			}
		}
		if len(again) != len(facts) {
			t.Errorf("%s: facts of %d packages, not of %d", how, len(again), len(facts))
		}
		if foundAgain != found {
			t.Errorf("%s: found\n%snot\n%s", how, foundAgain, found)
		}
	}
}

// contractOf returns what a program does with signals, without the place of its
// checkout.
func contractOf(t *testing.T, p *disposition.Program) string {
	t.Helper()
	for _, cells := range append(slices.Collect(maps.Values(p.Commands)), p.Signals) {
		for _, cell := range cells {
			cell.Handler.Pos, cell.Branch.Pos = token.NoPos, token.NoPos
		}
	}
	p.Main = token.NoPos
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// judged returns the facts of the packages of a module, and what is found there,
// by every check.
func judged(t *testing.T, dir string, reorder func([]string)) (facts map[string]engine.Facts, found string) {
	t.Helper()
	var lines []string
	facts, err := engine.FactsOf(t.Context(), engine.Options{
		Query:     listing.Query{Dir: dir, Patterns: []string{"./..."}},
		Analyzers: analyzers.All,
		Seeds:     tree.Seeds(analyzers.All),
		Keep:      []*analysis.Analyzer{disposition.Analyzer},
		Visit: func(j *engine.Judged) {
			for _, d := range j.Diagnostics {
				pos := j.Fset.Position(d.Pos)
				rel, _ := filepath.Rel(dir, pos.Filename)
				pos.Filename = rel
				line := fmt.Sprintf("%v: %s", pos, d.Message)
				for _, r := range d.Related {
					at := j.Fset.Position(r.Pos)
					rel, _ := filepath.Rel(dir, at.Filename)
					at.Filename = rel
					line += fmt.Sprintf("; %v: %s", at, r.Message)
				}
				lines = append(lines, line+"\n")
			}
			if res, ok := j.Results[disposition.Analyzer].(*disposition.Result); ok && res.Program != nil {
				lines = append(lines, contractOf(t, res.Program)+"\n")
			}
		},
	}, reorder)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return facts, strings.Join(slices.Compact(lines), "")
}
