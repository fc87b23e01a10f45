package uncatchable

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/edits"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/sigcalls"
)

//go:embed doc.go
var doc string

// Analyzer reports handling of SIGKILL, SIGSTOP and SIGPROF.
var Analyzer = &analysis.Analyzer{
	Name:       "uncatchable",
	Doc:        checkdoc.MustExtract(doc, "uncatchable"),
	URL:        checkdoc.URL("uncatchable"),
	Requires:   []*analysis.Analyzer{sigcalls.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("uncatchable", run),
}

// categories holds the signals that are looked for, in the order of messages.
var categories = []struct{ signal, category string }{
	{"SIGKILL", "killed"},
	{"SIGSTOP", "stopped"},
	{"SIGPROF", "profiled"},
}

func run(pass *analysis.Pass) (any, error) {
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	seen := make(map[place]bool) // elements of a list that several calls spread
	for call := range calls.Of("Notify", "NotifyContext", "Ignore", "Reset") {
		for _, m := range mistakes(pass, call) {
			if seen[place{m.at.Pos(), m.signals[0]}] {
				continue
			}
			seen[place{m.at.Pos(), m.signals[0]}] = true
			d := analysis.Diagnostic{
				Pos:      m.at.Pos(),
				End:      m.at.End(),
				Category: m.category,
				Message:  message(call.Func, m.signals),
				Related:  related(call, m.at),
			}
			if len(m.signals) == 1 {
				d.SuggestedFixes = fixes(pass, call, m.signals[0])
			}
			pass.Report(d)
		}
	}
	return nil, nil
}

// A place is where a signal is named, perhaps among others.
type place struct {
	pos    token.Pos
	signal string
}

// A mistake is a place and what stands there: one signal, or several where
// the list is not spelled.
type mistake struct {
	at       ast.Node
	category string
	signals  []string
}

// mistakes yields those of one call.
func mistakes(pass *analysis.Pass, call *sigcalls.Call) []mistake {
	var found []mistake
	for _, c := range categories {
		if !call.Set.Has(c.signal) || call.Set.All {
			continue // not named, or all of them: catchall's concern
		}
		if c.category == "profiled" && !delivers(call) {
			continue // to ignore or reset SIGPROF is odd, and harmless
		}
		for _, at := range spellings(pass, call, c.signal) {
			i := slices.IndexFunc(found, func(m mistake) bool { return m.at.Pos() == at.Pos() })
			if i < 0 {
				found = append(found, mistake{at, c.category, []string{c.signal}})
			} else {
				found[i].signals = append(found[i].signals, c.signal)
			}
		}
	}
	return found
}

func delivers(call *sigcalls.Call) bool { return call.Func == "Notify" || call.Func == "NotifyContext" }

// message says what becomes of the signals that one place names.
func message(function string, names []string) string {
	switch last := names[len(names)-1]; {
	case len(names) == 1 && last == "SIGPROF":
		return fmt.Sprintf("SIGPROF belongs to the Go runtime's profiler; signal.%s never delivers it", function)
	case len(names) == 1:
		return fmt.Sprintf("%s cannot be caught or ignored; signal.%s has no effect on it", last, function)
	case last == "SIGPROF":
		return fmt.Sprintf("%s are never delivered; signal.%s has no effect on them", places.Words(names), function)
	}
	return fmt.Sprintf("%s cannot be caught or ignored; signal.%s has no effect on them", places.Words(names), function)
}

// spellings yields each place where the call names the signal.
func spellings(pass *analysis.Pass, call *sigcalls.Call, signal string) []ast.Node {
	var found []ast.Node
	for _, arg := range call.Signals {
		if name, ok := places.Name(pass.TypesInfo, arg); ok && name == signal {
			found = append(found, arg)
		}
	}
	if found == nil && !chosen(pass, call, signal) {
		found = append(found, places.Or(pass, call, signal))
	}
	return found
}

// chosen reports whether a call names one signal of several that a table has,
// by a key: which of them it is cannot be told.
func chosen(pass *analysis.Pass, call *sigcalls.Call, signal string) bool {
	if len(call.Signals) == 0 || call.Expr.Ellipsis.IsValid() || places.Signal(pass, call, signal) != nil {
		return false
	}
	return !slices.ContainsFunc(call.Signals, func(arg ast.Expr) bool { return !places.Looked(pass, arg) })
}

// related points at the call, where the signal stands elsewhere.
func related(call *sigcalls.Call, at ast.Node) []analysis.RelatedInformation {
	if call.Expr.Pos() <= at.Pos() && at.End() <= call.Expr.End() {
		return nil
	}
	return []analysis.RelatedInformation{{
		Pos:     call.Expr.Pos(),
		End:     call.Expr.End(),
		Message: fmt.Sprintf("signal.%s is called with it here", call.Func),
	}}
}

// fixes offers SIGTERM for SIGKILL where the call does not have it yet, and
// otherwise to leave the signal out.
func fixes(pass *analysis.Pass, call *sigcalls.Call, signal string) []analysis.SuggestedFix {
	s := places.Signal(pass, call, signal)
	if s == nil || !delivers(call) {
		return nil // not spelled in this package, or no likely intent to offer
	}
	f := places.File(pass, s.Pos())
	if signal == "SIGKILL" && !call.Set.May("SIGTERM") {
		qualifier, needed := qualifier(pass, f, s.Expr)
		if needed != nil && edits.LastUse(pass, f, s.Expr) {
			return nil // os would be imported in vain
		}
		text := qualifier + ".SIGTERM"
		return []analysis.SuggestedFix{{
			Message:   "Replace with " + text,
			TextEdits: append(needed, edits.Replace(s.Expr, text)),
		}}
	}
	if len(s.List)-s.First < 2 || edits.LastUse(pass, f, s.Expr) {
		return nil // without signals the call would catch them all
	}
	return []analysis.SuggestedFix{{
		Message:   "Remove " + signal,
		TextEdits: []analysis.TextEdit{edits.RemoveFrom(s.List, s.Index)},
	}}
}

// qualifier is the package to name SIGTERM from: the one that names SIGKILL,
// except for os, which has no SIGTERM.
func qualifier(pass *analysis.Pass, f *ast.File, expr ast.Expr) (string, []analysis.TextEdit) {
	if sel, ok := expr.(*ast.SelectorExpr); ok && sel.Sel.Name == "SIGKILL" {
		if id, ok := sel.X.(*ast.Ident); ok {
			return id.Name, nil
		}
	}
	return edits.Import(pass, f, expr.Pos(), "syscall")
}
