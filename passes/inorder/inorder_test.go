package inorder

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"testing"
)

func TestFiles(t *testing.T) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range []string{"/y/b.go", "/x/c.go", "/z/a.go"} {
		f, err := parser.ParseFile(fset, name, "package p\n\nvar V, W int\n", 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	var names []string
	for _, f := range Files(fset, files) {
		names = append(names, fset.File(f.FileStart).Name())
	}
	if want := []string{"/z/a.go", "/y/b.go", "/x/c.go"}; !slices.Equal(names, want) {
		t.Errorf("Files: %v, not %v", names, want)
	}
	if fset.File(files[0].FileStart).Name() != "/y/b.go" {
		t.Error("Files changes what it is given")
	}
}

func TestCompare(t *testing.T) {
	fset := token.NewFileSet()
	b, a := fset.AddFile("b.go", -1, 100), fset.AddFile("a.go", -1, 100)
	for _, c := range []struct {
		x, y token.Pos
		want int
	}{
		{a.Pos(9), b.Pos(1), -1},
		{b.Pos(1), a.Pos(9), 1},
		{a.Pos(1), a.Pos(9), -1},
		{a.Pos(1), a.Pos(1), 0},
		{token.NoPos, a.Pos(0), -1},
		{a.Pos(0), token.NoPos, 1},
	} {
		if got := Compare(fset, c.x, c.y); got != c.want {
			t.Errorf("Compare(%v, %v) = %d, want %d", fset.Position(c.x), fset.Position(c.y), got, c.want)
		}
	}
}
