package interrupts

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSorted(t *testing.T) {
	for name, table := range map[string][]Entry{"functions": functions, "traps": traps} {
		if !slices.IsSortedFunc(table, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) }) {
			t.Errorf("%s is not sorted", name)
		}
		for i, e := range table[1:] {
			if e.Name == table[i].Name {
				t.Errorf("%s has %s twice", name, e.Name)
			}
		}
	}
}

// Every exported function around a tabled system call is tabled too, in the
// package syscall of this toolchain and in the module golang.org/x/sys/unix.
func TestWrappers(t *testing.T) {
	for _, dir := range []string{filepath.Join(goroot(t), "src", "syscall"), unixDir(t)} {
		found := 0
		for name, trap := range wrappers(t, dir) {
			e := trapByName[trap]
			if e == nil || e.Tier > Blocking || notWrapped[name] {
				continue
			}
			found++
			switch got := entryOf(name); {
			case got == nil:
				t.Errorf("%s: %s makes the interruptible call %s, and is in no table", dir, name, e.Kernel)
			case got.Tier != e.Tier:
				t.Errorf("%s: %s has tier %v, its call %s %v", dir, name, got.Tier, e.Kernel, e.Tier)
			}
		}
		if found < 10 {
			t.Errorf("%s: found only %d wrappers", dir, found)
		}
	}
}

// notWrapped are functions that do not wait for a lock by fcntl, or that see to
// EINTR themselves.
var notWrapped = map[string]bool{
	"CloseOnExec":  true,
	"FcntlInt":     true,
	"ForkExec":     true,
	"SetNonblock":  true,
	"StartProcess": true,
}

// wrappers returns the trap numbers behind the exported functions of a package
// for Linux on amd64, by the names of both.
func wrappers(t *testing.T, dir string) map[string]string {
	ctx := build.Default
	ctx.GOOS, ctx.GOARCH = "linux", "amd64"
	traps := make(map[string]string)   // of functions that make a system call
	calls := make(map[string][]string) // what the others call
	fset := token.NewFileSet()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if ok, err := ctx.MatchFile(dir, e.Name()); err != nil || !ok || !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, filepath.Join(dir, e.Name()), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || fn.Body == nil {
				continue
			}
			scan(fn, traps, calls)
		}
	}
	for range 4 { // wrappers of wrappers
		for name, callees := range calls {
			for _, c := range callees {
				if trap := traps[c]; trap != "" && traps[name] == "" && !ast.IsExported(c) {
					traps[name] = trap
				}
			}
		}
	}
	for name := range traps {
		if !ast.IsExported(name) {
			delete(traps, name)
		}
	}
	return traps
}

// scan notes the trap number that fn passes, or the functions it calls.
func scan(fn *ast.FuncDecl, traps map[string]string, calls map[string][]string) {
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		id, ok := call.Fun.(*ast.Ident)
		if !ok {
			return true
		}
		if trapCallers[id.Name] && len(call.Args) > 0 {
			if trap, ok := call.Args[0].(*ast.Ident); ok && strings.HasPrefix(trap.Name, "SYS_") {
				traps[fn.Name.Name] = trap.Name
			}
		}
		calls[fn.Name.Name] = append(calls[fn.Name.Name], id.Name)
		return true
	})
}

func goroot(t *testing.T) string {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func unixDir(t *testing.T) string {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/sys").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "unix")
}
