package engine

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/siglint/siglint/passes/fuzztest"
)

func TestSurfaceOf(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"func f() { x }\nvar a = 1", "func f() {}\nvar a = 1"},
		{"func f() {\n\tx\n}", "func f() {\n\n}"},
		{"func f() struct{ a int } { x }", "func f() struct{ a int } {}"},
		{"func f() map[string]interface{ M() } { x }", "func f() map[string]interface{ M() } {}"},
		{"func f() func() struct{} { x }", "func f() func() struct{} {}"},
		{"func f() struct /* c */ { a int } { x }", "func f() struct /* c */ { a int } {}"},
		{"func (t T) f(a struct{ b int }) (c, d int) { x }", "func (t T) f(a struct{ b int }) (c, d int) {}"},
		{"func f[T interface{ ~int }]() { x }", "func f[T interface{ ~int }]() {}"},
		{"func f()\nfunc g() { x }", "func f()\nfunc g() {}"},
		{"func f() { \"}\" }", "func f() {}"},
		{"func f() { `}\n` }", "func f() {\n}"},
		{"func f() { '}' /* } */ }", "func f() {}"},
		{"func f() { // }\n}", "func f() {\n}"},
		{"func f() /* { */ { x }", "func f() /* { */ {}"},
		{"func f() { x }; var a int", "func f() {   }; var a int"},
		{"var f = func() { x }", "var f = func() {}"},
		{"var f = func() { x }()", "var f = func() {   }()"},
		{"var a, b = []int{1}, T{c: {2}}", "var a, b = []int{ }, T{}"},
		{"var a = map[struct{ b int }][]T{{1}: nil}", "var a = map[struct{ b int }][]T{}"},
		{"var a struct{ b int } = c", "var a struct{ b int } = c"},
		{"var a = &struct{ b int }{1}", "var a = &struct{ b int }{}"},
		{"var a = interface{ M() }(T{1})", "var a = interface{ M() }(T{ })"},
		{"var (\n\ta = T{\n\t\t1,\n\t}\n\tb = 2\n)\nvar c = U{3}", "var (\n\ta = T{\n\n}\n\tb = 2\n)\nvar c = U{}"},
		{"var a = [...]int{1, 2}", "var a = [...]int{1, 2}"},
		{"var a, b = [...]struct{ c int }{{1}}, T{2}", "var a, b = [...]struct{ c int }{{1}}, T{}"},
		{"var f = [...]func(){\n\ta,\n}", "var f = [...]func(){\n\ta,\n}"},
		{"var a = '{' // {\nvar b = \"{\"", "var a = '{' // {\nvar b = \"{\""},
		{"const c = len([2]int{1, 2})", "const c = len([2]int{1, 2})"},
		{"type t struct {\n\tf func()\n}\n", "type t struct {\n\tf func()\n}\n"},
		{"// func f() { x }\n", "// func f() { x }\n"},
		{"var s = `func f() { x }`", "var s = `func f() { x }`"},
		{"func f() { x", "func f() { x"}, // not closed
		{"func f() { \"x\n }", "func f() { \"x\n }"},
		{"var a = T{", "var a = T{"},
		{"", ""},
	} {
		if got := string(surfaceOf([]byte(test.src))); got != test.want {
			t.Errorf("%q:\n got %q\nwant %q", test.src, got, test.want)
		}
	}
}

// Declarations are the same with and without what is hidden, each at its place,
// in packages of every kind.
func TestSurfaceOfStd(t *testing.T) {
	for _, dir := range []string{"fmt", "internal/abi", "net", "os", "reflect", "slices", "text/template", "unicode"} {
		files, err := filepath.Glob(filepath.Join(runtime.GOROOT(), "src", dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Skipf("the sources of package %s are not installed", dir)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if want, got := outline(t, src), outline(t, surfaceOf(src)); want != got {
				t.Errorf("%s: declarations differ", file)
			}
		}
	}
}

// outline lists the nodes of a file that are not hidden.
func outline(t *testing.T, src []byte) string {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	inVars := false
	var inspect func(n ast.Node) bool
	inspect = func(n ast.Node) bool {
		if n != nil {
			fmt.Fprintf(&b, "%T %v\n", n, fset.Position(n.Pos()))
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			ast.Inspect(n.Type, inspect)
			return !inVars
		case *ast.CompositeLit:
			if array, ok := n.Type.(*ast.ArrayType); ok && inVars {
				_, counted := array.Len.(*ast.Ellipsis)
				return counted
			}
			return !inVars
		}
		return true
	}
	for _, decl := range f.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if decl.Body != nil {
				decl.Body.List = nil
			}
			inVars = false
		case *ast.GenDecl:
			inVars = decl.Tok == token.VAR
		}
		ast.Inspect(decl, inspect)
	}
	return b.String()
}

func FuzzSurfaceOf(f *testing.F) {
	f.Add([]byte("package p\nfunc f() struct{} { return struct{}{} }\nvar a = func() { \"}\" }\n"))
	f.Add([]byte("package p\nvar a, b = [...]T{{1}}, map[K]struct{ c int }{}; func g() {}\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		var out []byte
		fuzztest.Bounded(t, len(src), func() { out = surfaceOf(src) })
		if len(out) > len(src) || bytes.Count(out, []byte{'\n'}) != bytes.Count(src, []byte{'\n'}) {
			t.Fatalf("%q became %q", src, out)
		}
	})
}

// The surface tells what importers see, and on which line, and nothing of what
// functions do.
func TestSurface(t *testing.T) {
	same := [][2]string{
		{"package p\n\nfunc f() {\n\ta()\n}\n", "package p\n\nfunc f() {\n\tb(1, 2)\n}\n"},
		{"package p\n\nfunc f() { a() }\n", "package p\n\nfunc f() { b(1, 2) }\n"},
		{"package p\n\nvar X = func() { a() }\n", "package p\n\nvar X = func() { b(1, 2) }\n"},
	}
	for _, pair := range same {
		if a, b := surfaceOf([]byte(pair[0])), surfaceOf([]byte(pair[1])); string(a) != string(b) {
			t.Errorf("%q is not %q", a, b)
		}
	}
	differ := [][2]string{
		{"package p\n\nfunc f() {\n\ta()\n}\n", "package p\n\nfunc f() {\n\n\ta()\n}\n"},
		{"package p\n\nfunc f() {}\n", "package p\n\nfunc f(int) {}\n"},
		{"package p\n\nfunc f() { a() }; var X int\n", "package p\n\nfunc f() { abc() }; var X int\n"},
		{"package p\n\nconst c = `\n \n`\n", "package p\n\nconst c = `\n\n`\n"},
		{"package p\n\nvar X = [...]int{1}\n", "package p\n\nvar X = [...]int{1, 2}\n"},
		{"package p\n\nfunc f() { a( }\n", "package p\n\nfunc f() { b( }\n"},
	}
	for _, pair := range differ {
		if a, b := surfaceOf([]byte(pair[0])), surfaceOf([]byte(pair[1])); string(a) == string(b) {
			t.Errorf("%q twice", a)
		}
	}
}
