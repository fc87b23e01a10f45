package places

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/sigcalls"
)

const source = `package p

import (
	"os"
	"os/signal"
	"syscall"
)

var list = []os.Signal{os.Interrupt, syscall.SIGHUP}

func register(c chan os.Signal, given []os.Signal) {
	signal.Notify(c, os.Signal(syscall.SIGTERM), (syscall.SIGINT))
	signal.Notify(c, list...)
	signal.Notify(c, append(list, syscall.SIGUSR1)...)
	signal.Notify(c, given...)
}
`

// load checks the source and returns its calls of Notify.
func load(t *testing.T) (*analysis.Pass, []*sigcalls.Call) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue), Uses: make(map[*ast.Ident]types.Object), Defs: make(map[*ast.Ident]types.Object)}
	conf := types.Config{Importer: importer.ForCompiler(fset, "gc", nil)}
	pkg, err := conf.Check("p", fset, []*ast.File{f}, info)
	if err != nil {
		t.Fatal(err)
	}
	var calls []*sigcalls.Call
	ast.Inspect(f, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && types.ExprString(call.Fun) == "signal.Notify" {
			calls = append(calls, &sigcalls.Call{Func: "Notify", Expr: call, Signals: call.Args[1:]})
		}
		return true
	})
	return &analysis.Pass{Fset: fset, Files: []*ast.File{f}, Pkg: pkg, TypesInfo: info}, calls
}

func TestSignal(t *testing.T) {
	pass, calls := load(t)
	tests := []struct {
		call         int
		signal, want string // the spelling; "" if there is none
	}{
		{0, "SIGTERM", "os.Signal(syscall.SIGTERM)"},
		{0, "SIGINT", "(syscall.SIGINT)"},
		{0, "SIGHUP", ""},
		{1, "SIGINT", "os.Interrupt"},
		{1, "SIGHUP", "syscall.SIGHUP"},
		{2, "SIGUSR1", "syscall.SIGUSR1"},
		{2, "SIGHUP", "syscall.SIGHUP"},
		{3, "SIGHUP", ""},
	}
	for _, test := range tests {
		got := ""
		if s := Signal(pass, calls[test.call], test.signal); s != nil {
			got = types.ExprString(s.Expr)
			if s.List[s.Index] != s.Expr || s.First > s.Index {
				t.Errorf("%s of call %d is not where Index says", test.signal, test.call)
			}
		}
		if got != test.want {
			t.Errorf("%s of call %d is %q, want %q", test.signal, test.call, got, test.want)
		}
	}
	if got := Or(pass, calls[3], "SIGHUP"); got != calls[3].Signals[0] {
		t.Errorf("a list that is given is pointed at as %v", got)
	}
}

func TestWords(t *testing.T) {
	for want, names := range map[string][]string{
		"":        nil,
		"A":       {"A"},
		"A and B": {"A", "B"}, "A, B and C": {"A", "B", "C"},
	} {
		if got := Words(names); got != want {
			t.Errorf("Words(%q) = %q, want %q", names, got, want)
		}
	}
}
