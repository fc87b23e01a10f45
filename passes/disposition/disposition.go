// Package disposition defines an Analyzer that says what a program does with
// every signal.
//
// The work is done by package flow; this one joins, for a main package, what
// everything that main and the initialisers reach has to say about a signal.
package disposition

import (
	"go/ast"
	"go/token"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/contract"
	"github.com/siglint/siglint/passes/flow"
	"github.com/siglint/siglint/passes/signals"
)

// Analyzer yields a *Result. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "disposition",
	Doc:        "tell what a program does with every signal",
	Requires:   []*analysis.Analyzer{flow.Analyzer},
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
	GOOS     string                      // the platform it was analysed for
	Signals  map[string]*Cell            // every catchable signal of the platform, and real-time ones that are registered
	Commands map[string]map[string]*Cell // where subcommands differ, by name; "" is for a run without one
	Pidfiles []string                    // string constants that look like pidfiles, sorted
}

// A Cell is what a program does with one signal.
type Cell struct {
	contract.Entry
	May     bool  // only through interfaces or function values that could not be resolved
	Open    bool  // code that is not known may handle the signal as well
	Agreed  bool  // all that is known to handle it has this effect
	Handler Place // the registration
	Branch  Place // what follows the receipt
}

// A Place is a place in a Go file, which may belong to another package.
type Place struct {
	File         string // importpath/base.go; "" if there is none
	Line, Column int
	Pos          token.Pos // if it is in this package
}

func run(pass *analysis.Pass) (any, error) {
	if pass.Pkg.Name() != "main" {
		return &Result{}, nil
	}
	main := mainName(pass.Files)
	if main == nil {
		return &Result{}, nil // the main of a test binary
	}
	found := pass.ResultOf[flow.Analyzer].(*flow.Result)
	p := &Program{Main: main.Pos(), GOOS: flow.GOOS(pass), Pidfiles: pidfiles(pass)}
	j := joiner{pass: pass, goos: p.GOOS, handlers: found.Handlers}
	p.Signals, p.Commands = j.safely(found.Main)
	return &Result{Program: p}, nil
}

// safely joins what is reached; where that fails, nothing is known.
func (j *joiner) safely(reached []flow.Reach) (all map[string]*Cell, commands map[string]map[string]*Cell) {
	defer func() {
		if recover() == nil {
			return
		}
		all, commands = make(map[string]*Cell), nil
		for _, name := range signals.Catchable(j.goos) {
			all[name] = &Cell{Entry: contract.Entry{Disposition: signals.UnknownDisposition, Effect: signals.UnknownEffect}}
		}
	}()
	return j.program(reached)
}

// mainName returns the name in func main.
func mainName(files []*ast.File) *ast.Ident {
	for _, f := range files {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "main" {
				return fn.Name
			}
		}
	}
	return nil
}

// place finds a place of package flow in this package, if it is there.
func (j *joiner) place(at string) Place {
	if at == "" {
		return Place{}
	}
	file, line, column := flow.ParsePlace(at)
	p := Place{File: file, Line: line, Column: column}
	for _, f := range j.pass.Files {
		tf := j.pass.Fset.File(f.FileStart)
		if tf == nil || flow.File(j.pass.Fset, j.pass.Pkg.Path(), f.FileStart) != file {
			continue
		}
		if line <= tf.LineCount() {
			p.Pos = tf.LineStart(line) + token.Pos(column-1)
		}
	}
	return p
}

// short spells a place without its column, for contracts.
func short(at string) string {
	file, line, _ := flow.ParsePlace(at)
	return file + ":" + itoa(line)
}

// byDefault is the cell of a signal that nothing registers.
func byDefault(goos, name string) *Cell {
	d, e := signals.Default(goos, name)
	return &Cell{Entry: contract.Entry{Disposition: d, Effect: e}}
}
