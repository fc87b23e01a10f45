package routineshutdown

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

// Analyzer reports signals of ordinary work that end the program.
var Analyzer = &analysis.Analyzer{
	Name:       "routineshutdown",
	Doc:        checkdoc.MustExtract(doc, "routineshutdown"),
	URL:        checkdoc.URL("routineshutdown"),
	Requires:   []*analysis.Analyzer{consumers.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("routineshutdown", run),
}

// routine are the signals that are looked for, and when each arrives.
var routine = []struct{ signal, when string }{
	{"SIGCHLD", "whenever a child ends"},
	{"SIGCONT", "when a stopped job goes on"},
	{"SIGPIPE", "when a reader of its output goes away"},
	{"SIGURG", "from the Go runtime, many times a second"},
	{"SIGWINCH", "when a terminal changes its size"},
}

func run(pass *analysis.Pass) (any, error) {
	r := &reporter{pass, make(map[token.Pos]bool)}
	result := pass.ResultOf[consumers.Analyzer].(*consumers.Result)
	for _, c := range result.Channels {
		for _, s := range routine {
			if r.ends(c, s.signal) {
				r.channel(c, s.signal, s.when)
			}
		}
	}
	for _, ctx := range result.Contexts {
		for _, s := range routine {
			if ctx.Used && ctx.Set.Has(s.signal) && !ctx.Set.All && len(ctx.Set.Names) > 1 {
				r.report(ctx.Call, s.signal, s.when)
			}
		}
	}
	return nil, nil
}

// ends reports whether every receiver of a channel takes a signal for the end
// of the program, together with another.
func (r *reporter) ends(c *consumers.Channel, signal string) bool {
	set := c.Registered()
	if c.Escapes || set.All || !set.Has(signal) || len(c.Receives) == 0 {
		return false
	}
	for _, receive := range c.Receives {
		b := receive.Branch(signal)
		if b == nil || b.Effect != signals.Terminates || receive.External || !r.shared(receive, b) || r.ofTest(c, receive) {
			return false
		}
	}
	return true
}

// ofTest reports whether a test receives what other code registers for it.
func (r *reporter) ofTest(c *consumers.Channel, receive *consumers.Receive) bool {
	return places.Test(r.pass, receive.Pos) && slices.ContainsFunc(c.Notifies, func(reg consumers.Registration) bool {
		return reg.Call == nil || !places.Test(r.pass, reg.Call.Expr.Pos())
	})
}

// shared reports whether another signal takes the same branch; a signal that
// has one of its own was singled out.
func (r *reporter) shared(receive *consumers.Receive, b *consumers.Branch) bool {
	for _, other := range receive.Branches {
		if other.Signal == b.Signal || other.Effect != signals.Terminates || other.Named != b.Named {
			continue
		}
		if b.Named && r.oneClause(b.Pos, other.Pos) || !b.Named && (b.Default || !r.examined(receive)) {
			return true
		}
	}
	return false
}

// examined reports whether the code looks at the signal that it receives, if
// only to compare it with something that is not known.
func (r *reporter) examined(receive *consumers.Receive) bool {
	var value types.Object
	for _, n := range places.Enclosing(r.pass, receive.Pos, receive.Pos) {
		var to ast.Expr
		switch n := n.(type) {
		case *ast.AssignStmt:
			to = n.Lhs[0]
		case *ast.RangeStmt:
			to = n.Key
		case *ast.CommClause:
			if assign, ok := n.Comm.(*ast.AssignStmt); ok && receive.Pos < n.Colon {
				to = assign.Lhs[0]
			}
		case *ast.SwitchStmt:
			if n.Tag != nil && n.Tag.Pos() <= receive.Pos && receive.Pos < n.Tag.End() {
				return true // switch <-c
			}
		case *ast.FuncDecl, *ast.FuncLit:
			return value != nil && r.compares(n, value)
		}
		if id, ok := to.(*ast.Ident); ok && value == nil {
			value = r.pass.TypesInfo.ObjectOf(id)
		}
	}
	return false
}

// compares reports whether a function switches on a variable, or has it in a
// condition.
func (r *reporter) compares(fn ast.Node, value types.Object) bool {
	found := false
	look := func(e ast.Expr) {
		if e == nil {
			return
		}
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && r.pass.TypesInfo.Uses[id] == value {
				found = true
			}
			return !found
		})
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SwitchStmt:
			look(n.Tag)
		case *ast.IfStmt:
			look(n.Cond)
		case *ast.CaseClause:
			for _, e := range n.List {
				look(e)
			}
		}
		return !found
	})
	return found
}

// oneClause reports whether two signals are named by one case, or in the
// condition of one if.
func (r *reporter) oneClause(a, b token.Pos) bool {
	for _, n := range places.Enclosing(r.pass, a, a) {
		switch n := n.(type) {
		case *ast.CaseClause:
			return n.Pos() <= b && b < n.Colon
		case *ast.IfStmt:
			return n.Cond.Pos() <= b && b < n.Cond.End()
		}
	}
	return false
}

// A reporter reports each spelling of a signal once.
type reporter struct {
	pass *analysis.Pass
	seen map[token.Pos]bool
}

func (r *reporter) channel(c *consumers.Channel, signal, when string) {
	for _, reg := range c.Notifies {
		if reg.Call != nil && reg.Set.Has(signal) && !reg.Deliberate {
			r.report(reg.Call, signal, when)
		}
	}
}

func (r *reporter) report(call *sigcalls.Call, signal, when string) {
	at := places.Or(r.pass, call, signal)
	if r.seen[at.Pos()] {
		return // a list that several calls spread
	}
	r.seen[at.Pos()] = true
	r.pass.Report(analysis.Diagnostic{
		Pos:            at.Pos(),
		End:            at.End(),
		Message:        signal + " ends the program, and arrives " + when,
		SuggestedFixes: r.fixes(call, signal, at),
	})
}

// fixes takes a signal off the list, where the program survives it then:
// SIGPIPE has its special case for standard output, so no fix is offered.
func (r *reporter) fixes(call *sigcalls.Call, signal string, at ast.Node) []analysis.SuggestedFix {
	s := places.Signal(r.pass, call, signal)
	if signal == "SIGPIPE" || s == nil || len(s.List)-s.First < 2 {
		return nil
	}
	if edits.LastUse(r.pass, places.File(r.pass, at.Pos()), s.Expr) {
		return nil // its package would be imported in vain
	}
	return []analysis.SuggestedFix{{
		Message:   "Remove " + signal,
		TextEdits: []analysis.TextEdit{edits.RemoveFrom(s.List, s.Index)},
	}}
}
