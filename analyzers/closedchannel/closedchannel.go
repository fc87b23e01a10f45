package closedchannel

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/edits"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
)

//go:embed doc.go
var doc string

// Analyzer reports registered channels that are closed without signal.Stop.
var Analyzer = &analysis.Analyzer{
	Name:       "closedchannel",
	Doc:        checkdoc.MustExtract(doc, "closedchannel"),
	URL:        checkdoc.URL("closedchannel"),
	Requires:   []*analysis.Analyzer{consumers.Analyzer, sigcalls.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("closedchannel", run),
}

func run(pass *analysis.Pass) (any, error) {
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	for range calls.Of("Reset") {
		return nil, nil // which undoes registrations as well
	}
	var ignored signals.Set // so does Ignore
	for call := range calls.Of("Ignore") {
		ignored = ignored.Union(call.Set)
	}
	for _, c := range pass.ResultOf[consumers.Analyzer].(*consumers.Result).Channels {
		if len(c.Notifies) == 0 || len(c.Stops) > 0 || c.Escapes {
			continue // nothing is sent, or no more
		}
		if set := c.Registered(); !set.All && !set.Unknown && !slices.ContainsFunc(set.Names, func(name string) bool { return !ignored.May(name) }) {
			continue // taken from the channel by Ignore
		}
		from, to := registeredAt(pass, c)
		for _, use := range c.Closes {
			pass.Report(analysis.Diagnostic{
				Pos:            use.Pos,
				End:            use.End,
				Message:        called(pass, c, use) + " is closed without signal.Stop; the next signal panics in os/signal",
				Related:        []analysis.RelatedInformation{{Pos: from, End: to, Message: "registered here"}},
				SuggestedFixes: fixes(pass, use),
			})
		}
	}
	return nil, nil
}

// registeredAt returns where a channel is registered, which is no matter of the
// tests that give it to the program.
func registeredAt(pass *analysis.Pass, c *consumers.Channel) (pos, end token.Pos) {
	for _, r := range c.Notifies {
		if !places.Test(pass, r.Pos) {
			return r.Pos, r.End
		}
	}
	r := c.Notifies[0]
	if r.Call != nil && r.Call.Channel != nil {
		return r.Call.Channel.Pos(), r.Call.Channel.End()
	}
	return r.Pos, r.End
}

// called names a channel as the call does that closes it: of one that is given,
// others may have another name.
func called(pass *analysis.Pass, c *consumers.Channel, use consumers.Use) string {
	if call := places.Call(pass, use.Pos, use.End); call != nil && len(call.Args) == 1 {
		return types.ExprString(call.Args[0])
	}
	return c.Called()
}

// fixes stops the signals before the channel is closed.
func fixes(pass *analysis.Pass, use consumers.Use) []analysis.SuggestedFix {
	call := places.Call(pass, use.Pos, use.End)
	if call == nil || len(call.Args) != 1 {
		return nil // closed in another package
	}
	channel := types.ExprString(call.Args[0])
	pkg, changes := edits.Import(pass, places.File(pass, call.Pos()), call.Pos(), "os/signal")
	stop := pkg + ".Stop(" + channel + ")"
	switch parent := parentOf(pass, call).(type) {
	case *ast.ExprStmt:
		changes = append(changes, edits.Insert(parent.Pos(), stop+"\n"+indent(pass, parent)))
	case *ast.DeferStmt: // the last deferred call comes first
		changes = append(changes, edits.Insert(parent.End(), "\n"+indent(pass, parent)+"defer "+stop))
	default:
		return nil
	}
	return []analysis.SuggestedFix{{Message: "Call signal.Stop first", TextEdits: changes}}
}

// parentOf returns the statement that a call is, where it is one in a block.
func parentOf(pass *analysis.Pass, call *ast.CallExpr) ast.Node {
	path := places.Enclosing(pass, call.Pos(), call.End())
	for i, n := range path {
		stmt, ok := n.(ast.Stmt)
		if !ok || i+1 == len(path) {
			continue
		}
		if _, ok := path[i+1].(*ast.BlockStmt); ok {
			return stmt
		}
		return nil
	}
	return nil
}

// indent is what stands before a statement on its line, if it begins one.
func indent(pass *analysis.Pass, stmt ast.Node) string {
	column := pass.Fset.Position(stmt.Pos()).Column
	tabs := make([]byte, column-1)
	for i := range tabs {
		tabs[i] = '\t'
	}
	return string(tabs)
}
