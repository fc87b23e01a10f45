// Package disposition defines an Analyzer that says what a program does with
// every signal.
package disposition

import (
	"go/token"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/contract"
)

// Analyzer yields a *Result. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "disposition",
	Doc:        "tell what a program does with every signal",
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

// A Result is what is known of a package.
type Result struct {
	Program *Program // nil unless the package is a main package
}

// A Program is what one main package does with every signal.
type Program struct {
	Main     token.Pos                   // of the name in func main
	Signals  map[string]*Cell            // every catchable signal of the platform, and real-time ones that are registered
	Commands map[string]map[string]*Cell // where subcommands differ, by name
	Pidfiles []string                    // string constants that look like pidfiles, sorted
}

// A Cell is what a program does with one signal.
type Cell struct {
	contract.Entry
	May     bool  // only through interfaces or function values that could not be resolved
	Handler Place // the registration
	Branch  Place // what follows the receipt
}

// A Place is a place in a Go file, which may belong to another package.
type Place struct {
	File         string // importpath/base.go; "" if there is none
	Line, Column int
	Pos          token.Pos // if it is in this package
}

func run(pass *analysis.Pass) (any, error) { return &Result{}, nil }
