// Package ignores wraps the Run function of every check: findings that an
// ignore comment covers are dropped, and a check that panics reports nothing
// instead of taking the packages that depend on it down.
package ignores

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"runtime/debug"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/senders"
)

// Used is the result of a check whose Run is wrapped: the places of the
// comments that silenced a finding of it. Nil where the check did not run.
type Used struct {
	at map[token.Pos]bool
}

// Has reports whether the comment at pos silenced a finding.
func (u *Used) Has(pos token.Pos) bool { return u.at[pos] }

// ResultType is what a check names as its ResultType, so that the check for
// needless comments can ask for its *Used.
var ResultType = reflect.TypeFor[*Used]()

// Run wraps the Run function of the named check.
func Run(name string, run func(*analysis.Pass) (any, error)) func(*analysis.Pass) (any, error) {
	return func(pass *analysis.Pass) (any, error) {
		w := &wrapper{name: name, pass: pass, used: &Used{at: make(map[token.Pos]bool)}}
		result, err := w.run(run)
		if pass.Analyzer.ResultType != ResultType {
			return result, err // its own result, or none
		}
		return w.used, err
	}
}

// LeaveNolint leaves nolint comments to the driver: golangci-lint honours them
// by itself, and takes those that it had no use for as needless.
var LeaveNolint bool

// inTest tells whether a panic is to be seen.
var inTest = testing.Testing

// A wrapper stands between one check and its driver.
type wrapper struct {
	name     string
	pass     *analysis.Pass
	used     *Used
	comments map[*token.File][]*Comment
}

// run holds back what the check reports until it has ended without a panic.
func (w *wrapper) run(run func(*analysis.Pass) (any, error)) (result any, err error) {
	var found []analysis.Diagnostic
	pass := *w.pass
	pass.Report = func(d analysis.Diagnostic) { found = append(found, d) }
	defer func() {
		if inTest() {
			return // let it be seen
		}
		if p := recover(); p != nil {
			fmt.Fprintf(os.Stderr, "siglint: %s: %s: internal error: %v\n%s", w.name, w.pass.Pkg.Path(), p, debug.Stack())
			result, err, w.used = nil, nil, nil
		}
	}()
	result, err = run(&pass)
	for _, d := range found {
		if !w.ignored(d) {
			d.Message = senders.Clip(d.Message)
			d.SuggestedFixes = slices.DeleteFunc(d.SuggestedFixes, w.leadsElsewhere)
			w.pass.Report(d)
		}
	}
	return result, err
}

// leadsElsewhere reports whether a fix would change a file through a symbolic
// link: what it leads to may lie anywhere, and drivers write through links.
func (w *wrapper) leadsElsewhere(fix analysis.SuggestedFix) bool {
	return slices.ContainsFunc(fix.TextEdits, func(e analysis.TextEdit) bool {
		file := w.pass.Fset.File(e.Pos)
		if file == nil {
			return false
		}
		info, err := os.Lstat(file.Name())
		return err == nil && info.Mode()&fs.ModeSymlink != 0
	})
}

// ignored reports whether a comment covers the finding, and marks the comment.
func (w *wrapper) ignored(d analysis.Diagnostic) bool {
	file := w.pass.Fset.File(d.Pos)
	if file == nil {
		return false
	}
	line := file.PositionFor(d.Pos, false).Line
	for _, c := range w.in(file) {
		if c.covers(w.name, line) && !(LeaveNolint && c.Form == Nolint) {
			w.used.at[c.Pos] = true
			return true
		}
	}
	return false
}

// in yields the comments of a Go file of the package. Those of other files are
// for the check that reports there, which knows them by its inventory.
func (w *wrapper) in(file *token.File) []*Comment {
	if found, ok := w.comments[file]; ok {
		return found
	}
	var found []*Comment
	if f := w.syntax(file); f != nil {
		found = File(w.pass, f)
	}
	if w.comments == nil {
		w.comments = make(map[*token.File][]*Comment)
	}
	w.comments[file] = found
	return found
}

func (w *wrapper) syntax(file *token.File) *ast.File {
	for _, f := range w.pass.Files {
		if w.pass.Fset.File(f.FileStart) == file {
			return f
		}
	}
	return nil
}
