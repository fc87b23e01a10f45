// Package inorder puts what stands in the files of a package in the order of
// their names. Drivers may give or read the files of a package in any order;
// facts and findings must not depend on it.
package inorder

import (
	"cmp"
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
)

// Compare compares two places: by the names of their files, then by where they
// stand there. No place comes first.
func Compare(fset *token.FileSet, a, b token.Pos) int {
	if a == b {
		return 0
	}
	f, g := fset.File(a), fset.File(b)
	if f == nil || g == nil || f == g {
		return cmp.Compare(a, b)
	}
	return cmp.Or(
		cmp.Compare(filepath.Base(f.Name()), filepath.Base(g.Name())),
		cmp.Compare(f.Name(), g.Name()),
		cmp.Compare(a, b))
}

// Files returns the files in the order of their names.
func Files(fset *token.FileSet, files []*ast.File) []*ast.File {
	return slices.SortedStableFunc(slices.Values(files), func(a, b *ast.File) int {
		return Compare(fset, a.FileStart, b.FileStart)
	})
}
