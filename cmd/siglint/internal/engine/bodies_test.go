package engine

import (
	"fmt"
	"github.com/siglint/siglint/passes/fuzztest"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestBlankBodies(t *testing.T) {
	for _, test := range []struct{ src, want string }{
		{"func f() { x }\nvar a = 1", "func f() {   }\nvar a = 1"},
		{"func f() {\n\tx\n}", "func f() {\n  \n}"},
		{"func f() struct{ a int } { x }", "func f() struct{ a int } {   }"},
		{"func f() map[string]interface{ M() } { x }", "func f() map[string]interface{ M() } {   }"},
		{"func f() func() struct{} { x }", "func f() func() struct{} {   }"},
		{"func (t T) f(a struct{ b int }) (c, d int) { x }", "func (t T) f(a struct{ b int }) (c, d int) {   }"},
		{"func f[T interface{ ~int }]() { x }", "func f[T interface{ ~int }]() {   }"},
		{"func f()\nfunc g() { x }", "func f()\nfunc g() {   }"},
		{"func f() { \"}\" }", "func f() {     }"},
		{"func f() { `}\n` }", "func f() {   \n  }"},
		{"func f() { '}' /* } */ }", "func f() {             }"},
		{"func f() { // }\n}", "func f() {     \n}"},
		{"func f() /* { */ { x }", "func f() /* { */ {   }"},
		{"var f = func() { x }", "var f = func() { x }"},
		{"var f = [...]func(){\n\ta,\n}", "var f = [...]func(){\n\ta,\n}"},
		{"type t struct {\n\tf func()\n}\n", "type t struct {\n\tf func()\n}\n"},
		{"// func f() { x }\n", "// func f() { x }\n"},
		{"var s = `func f() { x }`", "var s = `func f() { x }`"},
		{"func f() { x", "func f() { x"}, // not closed
		{"func f() { \"x\n }", "func f() { \"x\n }"},
		{"", ""},
	} {
		if got := string(blankBodies([]byte(test.src))); got != test.want {
			t.Errorf("%q:\n got %q\nwant %q", test.src, got, test.want)
		}
	}
}

// Declarations are the same with and without their bodies, each at its place,
// in packages of every kind.
func TestBlankBodiesOfStd(t *testing.T) {
	for _, dir := range []string{"fmt", "go/types", "internal/abi", "net", "os", "reflect", "runtime", "slices", "syscall", "text/template", "unicode"} {
		files, err := filepath.Glob(filepath.Join(runtime.GOROOT(), "src", dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Skipf("the sources of package %s are not installed", dir)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if want, got := outline(t, src), outline(t, blankBodies(src)); want != got {
				t.Errorf("%s: declarations differ", file)
			}
		}
	}
}

// outline lists the nodes of a file outside of function bodies.
func outline(t *testing.T, src []byte) string {
	f, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, decl := range f.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
			fn.Body.List = nil
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if n != nil {
				fmt.Fprintf(&b, "%T %d %d\n", n, n.Pos(), n.End())
			}
			_, literal := n.(*ast.FuncLit)
			return !literal
		})
	}
	return b.String()
}

func FuzzBlankBodies(f *testing.F) {
	f.Add([]byte("package p\nfunc f() struct{} { return struct{}{} }\nvar a = func() { \"}\" }\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		var out []byte
		fuzztest.Bounded(t, len(src), func() { out = blankBodies(src) })
		if len(out) != len(src) {
			t.Fatalf("%d bytes became %d", len(src), len(out))
		}
		for i, c := range src {
			if out[i] != c && (out[i] != ' ' || c == '\n') {
				t.Fatalf("byte %d, %q, became %q", i, c, out[i])
			}
		}
		if _, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution); err == nil && outline(t, src) != outline(t, out) {
			t.Errorf("the declarations of %q and %q differ", src, out)
		}
	})
}

// The surface tells what importers see, and on which line, and nothing of what
// functions do.
func TestSurface(t *testing.T) {
	same := [][2]string{
		{"package p\n\nfunc f() {\n\ta()\n}\n", "package p\n\nfunc f() {\n\tb(1, 2)\n}\n"},
		{"package p\n\nfunc f() { a() }\n", "package p\n\nfunc f() { b(1, 2) }\n"},
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
		{"package p\n\nvar X = func() { a() }\n", "package p\n\nvar X = func() { b() }\n"},
		{"package p\n\nfunc f() { a( }\n", "package p\n\nfunc f() { b( }\n"},
	}
	for _, pair := range differ {
		if a, b := surfaceOf([]byte(pair[0])), surfaceOf([]byte(pair[1])); string(a) == string(b) {
			t.Errorf("%q twice", a)
		}
	}
}
