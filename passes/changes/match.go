package changes

import (
	"cmp"
	"slices"
	"strings"

	"github.com/siglint/siglint/passes/contract"
)

// A pair is one program as it was and as it is; one side is nil where the
// program came or went.
type pair struct{ before, after *contract.Program }

// has reports whether pkg is the program's import path, before or after.
func (p pair) has(pkg string) bool {
	return pkg != "" && (p.before != nil && p.before.Package == pkg || p.after != nil && p.after.Package == pkg)
}

// pairs matches the programs of two contracts: by import path, by the path
// within the module (which may have a new name or major version), then by
// binary, where that is one program on either side.
func pairs(before, after *contract.File) []pair {
	var out []pair
	old, now := refs(before), refs(after)
	for _, by := range []func(f *contract.File, p *contract.Program) string{importPath, inModule, binary} {
		olds, nows := index(before, old, by), index(after, now, by)
		for _, p := range slices.Clone(old) {
			key := by(before, p)
			if len(olds[key]) != 1 || len(nows[key]) != 1 {
				continue // no counterpart, or more than one
			}
			q := nows[key][0]
			out = append(out, pair{p, q})
			old, now = without(old, p), without(now, q)
		}
	}
	for _, p := range old {
		out = append(out, pair{before: p})
	}
	for _, q := range now {
		out = append(out, pair{after: q})
	}
	slices.SortFunc(out, func(a, b pair) int { return cmp.Compare(a.path(), b.path()) })
	return out
}

// path is the program's import path, after the change if it is still there.
func (p pair) path() string {
	if p.after != nil {
		return p.after.Package
	}
	return p.before.Package
}

func importPath(_ *contract.File, p *contract.Program) string { return p.Package }

func inModule(f *contract.File, p *contract.Program) string {
	if rest, ok := strings.CutPrefix(p.Package, f.Module); ok && f.Module != "" && (rest == "" || rest[0] == '/') {
		return "." + rest
	}
	return p.Package
}

func binary(_ *contract.File, p *contract.Program) string { return p.Binary }

func refs(f *contract.File) []*contract.Program {
	var out []*contract.Program
	for i := range f.Programs {
		out = append(out, &f.Programs[i])
	}
	return out
}

func index(f *contract.File, list []*contract.Program, by func(*contract.File, *contract.Program) string) map[string][]*contract.Program {
	m := map[string][]*contract.Program{}
	for _, p := range list {
		m[by(f, p)] = append(m[by(f, p)], p)
	}
	return m
}

func without(list []*contract.Program, p *contract.Program) []*contract.Program {
	return slices.DeleteFunc(list, func(q *contract.Program) bool { return p == q })
}
