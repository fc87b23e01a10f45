package edits

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// check parses and checks one file as a package.
func check(t *testing.T, src string) (*analysis.Pass, *ast.File, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(name, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
	if err != nil {
		return nil, nil, err
	}
	info := &types.Info{Uses: make(map[*ast.Ident]types.Object), Implicits: make(map[ast.Node]types.Object),
		Defs: make(map[*ast.Ident]types.Object), Scopes: make(map[ast.Node]*types.Scope)}
	conf := types.Config{Importer: importer.ForCompiler(fset, "gc", nil), FakeImportC: true}
	pkg, err := conf.Check("p", fset, []*ast.File{f}, info)
	return &analysis.Pass{Fset: fset, Files: []*ast.File{f}, Pkg: pkg, TypesInfo: info, ReadFile: os.ReadFile}, f, err
}

// apply makes edits that do not overlap, the last first.
func apply(pass *analysis.Pass, src string, edits []analysis.TextEdit) string {
	edits = slices.Clone(edits)
	slices.Reverse(edits)
	slices.SortStableFunc(edits, func(a, b analysis.TextEdit) int { return int(b.Pos - a.Pos) })
	for _, e := range edits {
		file := pass.Fset.File(e.Pos)
		src = src[:file.Offset(e.Pos)] + string(e.NewText) + src[file.Offset(e.End):]
	}
	return src
}

// Each source has a place marked by here(); syscall is imported for it, used
// there, and the result compiles.
func TestImport(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"none", "package p\n\nfunc here(...any) {}\n\nfunc f() { here() }\n", "package p\n\nimport \"syscall\"\n"},
		{"group", "package p\n\nimport (\n\t\"fmt\"\n\t\"time\"\n)\n\nvar _, _ = fmt.Print, time.Now\n\nfunc here(...any) {}\n\nfunc f() { here() }\n",
			"\t\"fmt\"\n\t\"syscall\"\n\t\"time\"\n"},
		{"last", "package p\n\nimport (\n\t\"fmt\"\n)\n\nvar _ = fmt.Print\n\nfunc here(...any) {}\n\nfunc f() { here() }\n", "\t\"fmt\"\n\t\"syscall\"\n)"},
		{"single", "package p\n\nimport \"time\"\n\nvar _ = time.Now\n\nfunc here(...any) {}\n\nfunc f() { here() }\n", "import \"syscall\"\nimport \"time\"\n"},
		{"there", "package p\n\nimport \"syscall\"\n\nvar _ = syscall.SIGHUP\n\nfunc here(...any) {}\n\nfunc f() { here() }\n", "here(syscall.SIGTERM)"},
		{"renamed", "package p\n\nimport sys \"syscall\"\n\nvar _ = sys.SIGHUP\n\nfunc here(...any) {}\n\nfunc f() { here() }\n", "here(sys.SIGTERM)"},
		{"blank", "package p\n\nimport _ \"syscall\"\n\nfunc here(...any) {}\n\nfunc f() { here() }\n", "here(syscall.SIGTERM)"},
		{"shadowed", "package p\n\nimport \"syscall\"\n\nvar _ = syscall.SIGHUP\n\nfunc here(...any) {}\n\nfunc f() { syscall := 1; here(); _ = syscall }\n",
			"syscall2 \"syscall\""},
		{"taken", "package p\n\nvar syscall int\n\nfunc here(...any) {}\n\nfunc f() { here() }\n", "syscall2 \"syscall\""},
		{"cgo", "package p\n\n// int x;\nimport \"C\"\n\nfunc here(...any) {}\n\nfunc f() { here() }\n", "package p\n\nimport \"syscall\"\n\n// int x;\nimport \"C\""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pass, f, err := check(t, test.src)
			if err != nil {
				t.Fatal(err)
			}
			at := f.FileStart + token.Pos(strings.LastIndex(test.src, "here()")+len("here("))
			name, changes := Import(pass, f, at, "syscall")
			got := apply(pass, test.src, append(changes, Insert(at, name+".SIGTERM")))
			if !strings.Contains(got, test.want) {
				t.Errorf("no %q in\n%s", test.want, got)
			}
			if _, _, err := check(t, got); err != nil {
				t.Errorf("%v in\n%s", err, got)
			}
		})
	}
}

func TestLastUse(t *testing.T) {
	const src = "package p\n\nimport (\n\t\"os\"\n\t\"time\"\n)\n\nvar a, b, c = os.Args, time.Now, time.Since\n"
	pass, f, err := check(t, src)
	if err != nil {
		t.Fatal(err)
	}
	values := f.Decls[1].(*ast.GenDecl).Specs[0].(*ast.ValueSpec).Values
	if !LastUse(pass, f, values[0]) {
		t.Error("os is used once, and not for the last time")
	}
	if LastUse(pass, f, values[1]) {
		t.Error("time is used twice, and for the last time")
	}
	if !LastUse(pass, f, values[1], values[2]) {
		t.Error("time is used twice, and both are not all")
	}
}

func TestDelete(t *testing.T) {
	const src = "package p\n\nfunc f() {\n\tf() // behind\n\t// alone\n\tf()\n}\n"
	pass, f, err := check(t, src)
	if err != nil {
		t.Fatal(err)
	}
	var changes []analysis.TextEdit
	for _, group := range f.Comments {
		for _, c := range group.List {
			changes = append(changes, Delete(pass, c.Pos(), c.End()))
		}
	}
	if got, want := apply(pass, src, changes), "package p\n\nfunc f() {\n\tf()\n\tf()\n}\n"; got != want {
		t.Errorf("left is\n%s", got)
	}
}
