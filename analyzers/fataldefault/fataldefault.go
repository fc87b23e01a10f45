package fataldefault

import (
	_ "embed"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/disposition"
	"github.com/siglint/siglint/passes/edits"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/signals"
)

//go:embed doc.go
var doc string

// Analyzer reports daemons that SIGHUP or SIGPIPE ends.
var Analyzer = &analysis.Analyzer{
	Name:       "fataldefault",
	Doc:        checkdoc.MustExtract(doc, "fataldefault"),
	URL:        checkdoc.URL("fataldefault"),
	Requires:   []*analysis.Analyzer{disposition.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("fataldefault", run),
}

func run(pass *analysis.Pass) (any, error) {
	program := pass.ResultOf[disposition.Analyzer].(*disposition.Result).Program
	if program == nil || places.Test(pass, program.Main) {
		return nil, nil // no main package, or a test's
	}
	if term := program.Signals["SIGTERM"]; term == nil || term.Disposition != signals.Caught {
		return nil, nil // no daemon, as far as can be told
	}
	main := mainFunc(pass)
	if main == nil {
		return nil, nil // generated, and not among the files
	}
	if left(program.Signals["SIGHUP"]) {
		report(pass, main, "hangup", "SIGHUP", "SIGHUP ends this daemon; ignore it, so that a stray one does no harm")
	}
	shutdown(pass, main, program.Signals["SIGHUP"])
	if left(program.Signals["SIGPIPE"]) {
		report(pass, main, "pipe", "SIGPIPE", "a write to a broken standard output ends this daemon by SIGPIPE; ignore it, so that the write fails instead")
	}
	return nil, nil
}

// left reports whether a signal certainly keeps its default action.
func left(cell *disposition.Cell) bool {
	return cell != nil && cell.Disposition == signals.DefaultAction && !cell.May && cell.Condition == ""
}

// shutdown reports SIGHUP among the signals that the program shuts down on.
func shutdown(pass *analysis.Pass, main *ast.FuncDecl, cell *disposition.Cell) {
	if cell == nil || cell.Disposition != signals.Caught || cell.Effect != signals.Terminates || cell.May {
		return
	}
	at := main.Name.Pos()
	var related []analysis.RelatedInformation
	if places.File(pass, cell.Handler.Pos) != nil && cell.Handler.Pos.IsValid() {
		related = []analysis.RelatedInformation{{Pos: cell.Handler.Pos, Message: "SIGHUP is registered here"}}
	}
	pass.Report(analysis.Diagnostic{
		Pos:      at,
		End:      main.Name.End(),
		Category: "hangup",
		Message:  "SIGHUP shuts this daemon down; whoever sends it for a reload ends the program",
		Related:  related,
	})
}

func report(pass *analysis.Pass, main *ast.FuncDecl, category, signal, message string) {
	pass.Report(analysis.Diagnostic{
		Pos:            main.Name.Pos(),
		End:            main.Name.End(),
		Category:       category,
		Message:        message,
		SuggestedFixes: []analysis.SuggestedFix{fix(pass, main, signal)},
	})
}

// fix ignores the signal before anything else.
func fix(pass *analysis.Pass, main *ast.FuncDecl, signal string) analysis.SuggestedFix {
	f := places.File(pass, main.Pos())
	at := main.Body.Lbrace + 1
	sig, changes := edits.Import(pass, f, at, "os/signal")
	sys, more := edits.Import(pass, f, at, "syscall")
	changes = append(changes, more...)
	changes = append(changes, edits.Insert(at, "\n\t"+sig+".Ignore("+sys+"."+signal+")\n"))
	return analysis.SuggestedFix{Message: "Ignore " + signal, TextEdits: changes}
}

func mainFunc(pass *analysis.Pass) *ast.FuncDecl {
	for _, f := range pass.Files {
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "main" && fn.Body != nil {
				return fn
			}
		}
	}
	return nil
}
