package engine

import (
	"fmt"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/siglint/siglint/cmd/siglint/internal/listing"
)

// surfaceModule imports what has declarations of many kinds.
const surfaceModule = `package main

import (
	_ "encoding/json"
	_ "iter"
	_ "net/netip"
	_ "os/signal"
	_ "text/template"
	_ "unicode"

	_ "example.com/m/a"
)

func main() {}
`

const surfaceLibrary = `package a

import (
	"bytes"
	"fmt"
	neturl "net/url"
	. "os"
	"sort"
	"strings"
	"time"
)

type T struct {
	*neturl.URL
	b bytes.Buffer
}

func (t *T) At() time.Time { fmt.Println(t); return time.Time{} }

var (
	F = func(s sort.Interface) Signal { return nil }
	M = map[string]func(){"a": func() { strings.Clone("") }}
	A = [...]string{"a", "b"}
)

const N = len(A)
`

// What importers see of a package is the same whether it was read in full or
// only its surface, without what it imports for the sake of what is hidden.
func TestSurfaceTypes(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/m\n\ngo 1.26\n", "main.go": surfaceModule, "a/a.go": surfaceLibrary} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	opts := Options{Query: listing.Query{Dir: dir, Patterns: []string{"."}}}
	env, pkgs, err := list(t.Context(), opts.Query)
	if err != nil {
		t.Fatal(err)
	}
	full, some := newRun(t.Context(), opts, env, pkgs), newRun(t.Context(), opts, env, pkgs)
	for _, n := range full.nodes { // imports first
		if n.types = types.Unsafe; n.pkg.ImportPath != "unsafe" {
			n.types = n.check(full, bodies).types
		}
	}
	some.load(some.nodes[len(some.nodes)-1].deps)
	read := 0
	for i, n := range some.nodes {
		if n.types == nil || n.pkg.Name == "main" {
			continue
		}
		read++
		got, want := seenOf(n.types), seenOf(full.nodes[i].types)
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s.%s is\n%s, not\n%s", n.pkg.ImportPath, name, got[name], want[name])
			}
		}
	}
	a := some.nodes[len(some.nodes)-1].imports["example.com/m/a"]
	used := slices.Sorted(maps.Keys(a.readSurface(some, false).imports))
	if want := []string{"bytes", "net/url", "os", "sort", "time"}; !slices.Equal(used, want) {
		t.Errorf("package a uses %q, not %q", used, want)
	}
	t.Logf("%d of %d packages were read", read, len(some.nodes)-1)
}

// seenOf tells what importers see, by name.
func seenOf(p *types.Package) map[string]string {
	all := make(map[string]string)
	for _, name := range p.Scope().Names() {
		obj := p.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		text := types.ObjectString(obj, (*types.Package).Path)
		switch obj := obj.(type) {
		case *types.Const:
			text += " = " + obj.Val().ExactString()
		case *types.TypeName:
			var b strings.Builder
			for _, typ := range []types.Type{obj.Type(), types.NewPointer(obj.Type())} {
				set := types.NewMethodSet(typ)
				for i := range set.Len() {
					fmt.Fprintln(&b, types.ObjectString(set.At(i).Obj(), (*types.Package).Path))
				}
			}
			text += "\n" + types.TypeString(obj.Type().Underlying(), (*types.Package).Path) + "\n" + b.String()
		}
		all[name] = text
	}
	return all
}
