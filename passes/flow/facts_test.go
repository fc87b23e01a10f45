package flow

import (
	"go/types"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
)

type other struct{ analysis.Fact }

func TestNamesOf(t *testing.T) {
	carried := func(methods ...string) *handlers {
		h := &handlers{List: []Handler{{}}}
		for _, m := range methods {
			h.Carried = append(h.Carried, Carried{Method: m})
		}
		return h
	}
	for _, test := range []struct {
		fact  analysis.Fact
		names []string
		ok    bool
	}{
		{carried(), nil, true},
		{carried("example.com/a.T.Start", "example.com/b.v2.T.Close"), []string{"Start", "Close"}, true},
		{carried("example.com/a.T." + anyMethod), nil, false},
		{&handlers{Any: true}, nil, false},
		{&reaches{}, nil, true},
		{&shared{}, nil, true},
		{other{}, nil, false},
	} {
		names, ok := NamesOf(test.fact)
		if !slices.Equal(names, test.names) || ok != test.ok {
			t.Errorf("%v: got %q, %v; want %q, %v", test.fact, names, ok, test.names, test.ok)
		}
	}
}

// Types are walked where they may lead to a package that facts tell of: what it
// is not known to import counts as leading there.
func TestLeads(t *testing.T) {
	told, aside, far := types.NewPackage("example.com/told", "told"), types.NewPackage("example.com/aside", "aside"), types.NewPackage("example.com/far", "far")
	direct, own := types.NewPackage("example.com/direct", "direct"), types.NewPackage("example.com/own", "own")
	carrying, std := types.NewPackage("example.com/carrying", "carrying"), types.NewPackage("net/http", "http")
	direct.SetImports([]*types.Package{told})
	aside.SetImports([]*types.Package{std})
	own.SetImports([]*types.Package{direct, aside, carrying, std})
	e := &engine{
		pass:    &analysis.Pass{Pkg: own},
		imports: map[*types.Package]*handlers{carrying: {Carried: []Carried{{Method: "example.com/told.T.Start"}}}},
	}
	s := &shower{e: e, said: make(map[*types.Package]bool)}
	for p, want := range map[*types.Package]bool{told: true, direct: true, carrying: true, aside: false, std: false, far: true} {
		if got := s.leads(p); got != want {
			t.Errorf("%s: got %v", p.Path(), got)
		}
	}
	if !e.says(told) || e.says(direct) || e.says(aside) {
		t.Errorf("says: %v %v %v", e.says(told), e.says(direct), e.says(aside))
	}
}
