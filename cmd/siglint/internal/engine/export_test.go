package engine

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/siglint/siglint/cmd/siglint/internal/cache"
)

// AsTool lets the results of a run be those of another executable.
func AsTool(name string) (restore func()) {
	own := executable
	executable = func() (cache.Key, error) {
		h := cache.NewHash("tool")
		h.Add(name)
		return h.Sum(), nil
	}
	return func() { executable = own }
}

// Facts are those of one package as its importers read them: the bytes, and one
// line for each with the name of its object. The bytes call methods by their
// numbers in the order of the source, as export data does.
type Facts struct{ Bytes, Lines string }

// FactsOf judges packages, each with its files in the order that reorder leaves
// them in, and returns the facts of each.
func FactsOf(ctx context.Context, opts Options, reorder func(files []string)) (map[string]Facts, error) {
	env, pkgs, err := list(ctx, opts.Query)
	if err != nil {
		return nil, err
	}
	for _, p := range pkgs {
		reorder(p.GoFiles)
	}
	r := newRun(ctx, opts, env, pkgs)
	r.judge()
	facts := make(map[string]Facts)
	for _, n := range r.nodes {
		if len(n.encoded) > 0 {
			n.declarations(r)
			facts[n.pkg.ImportPath] = Facts{string(n.encoded), n.facts.lines()}
		}
	}
	return facts, ctx.Err()
}

func (s *store) lines() string {
	var lines []string
	for key, fact := range s.objects {
		lines = append(lines, fmt.Sprintf("%v: %+v\n", key.object, reflect.ValueOf(fact).Elem()))
	}
	for _, fact := range s.packages {
		lines = append(lines, fmt.Sprintf("%+v\n", reflect.ValueOf(fact).Elem()))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}
