// Package consumers defines an Analyzer that finds where the channels given to
// signal.Notify are received, and what the code does with each signal.
//
// A branch is followed for each signal by itself: the flow of control from the
// receive with the value held to that signal. What cannot be followed is said
// to escape, and may be consumed anywhere.
package consumers

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/sigcalls"
)

// Analyzer yields a *Result. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "sigconsumers",
	Doc:        "find where registered signals are received, branch by branch",
	Requires:   []*analysis.Analyzer{sigcalls.Analyzer},
	Run:        run,
	ResultType: reflect.TypeFor[*Result](),
}

func run(pass *analysis.Pass) (any, error) {
	return &Result{}, nil
}
