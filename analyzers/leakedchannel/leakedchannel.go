package leakedchannel

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/consumers"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/sigcalls"
)

//go:embed doc.go
var doc string

// Analyzer reports channels that are registered again and again.
var Analyzer = &analysis.Analyzer{
	Name:       "leakedchannel",
	Doc:        checkdoc.MustExtract(doc, "leakedchannel"),
	URL:        checkdoc.URL("leakedchannel"),
	Requires:   []*analysis.Analyzer{consumers.Analyzer, sigcalls.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("leakedchannel", run),
}

func run(pass *analysis.Pass) (any, error) {
	for _, c := range pass.ResultOf[consumers.Analyzer].(*consumers.Result).Channels {
		if len(c.Stops) > 0 || c.Escapes || c.Inline {
			continue // given back, perhaps; inline ones are a deliberate idiom
		}
		for _, reg := range c.Notifies {
			made := looping(reg.Makes)
			if made == nil || !reg.Loop {
				calledAgain(pass, c, reg)
				continue // one channel, however often it is registered, or registered once
			}
			pass.Report(analysis.Diagnostic{
				Pos:     reg.Pos,
				End:     reg.End,
				Message: c.Called() + " is registered on every turn of the loop and never stopped; os/signal keeps them all",
				Related: []analysis.RelatedInformation{{Pos: made.Pos, End: made.End, Message: "made here on every turn"}},
			})
		}
	}
	return nil, nil
}

// looping returns the first make that a loop repeats.
func looping(makes []consumers.Make) *consumers.Make {
	for i := range makes {
		if makes[i].Loop {
			return &makes[i]
		}
	}
	return nil
}

// calledAgain reports a channel that is made and registered by each call of a
// function, where an endless loop of the package calls that.
func calledAgain(pass *analysis.Pass, c *consumers.Channel, reg consumers.Registration) {
	fn := declared(pass, reg.Pos)
	if fn == nil || len(reg.Makes) != 1 || reg.Goroutine || declared(pass, reg.Makes[0].Pos) != fn || !unconditional(fn, reg.Pos) || resets(pass) {
		return
	}
	call := turn(pass, pass.TypesInfo.Defs[fn.Name])
	if call == nil {
		return
	}
	pass.Report(analysis.Diagnostic{
		Pos:     reg.Pos,
		End:     reg.End,
		Message: c.Called() + " is registered by every call of " + fn.Name.Name + " and never stopped; os/signal keeps them all",
		Related: []analysis.RelatedInformation{{Pos: call.Pos(), End: call.End(), Message: "called on every turn of this loop"}},
	})
}

// declared returns the declaration of the function that a place stands in, if
// no literal is between.
func declared(pass *analysis.Pass, pos token.Pos) *ast.FuncDecl {
	for _, n := range places.Enclosing(pass, pos, pos) {
		switch n := n.(type) {
		case *ast.FuncLit:
			return nil
		case *ast.FuncDecl:
			return n
		}
	}
	return nil
}

// unconditional reports whether a place is in a statement of a function's own
// block, with no way out before it.
func unconditional(fn *ast.FuncDecl, pos token.Pos) bool {
	for _, stmt := range fn.Body.List {
		_, plain := stmt.(*ast.ExprStmt)
		switch {
		case stmt.Pos() <= pos && pos < stmt.End():
			return plain
		case leaves(stmt):
			return false
		}
	}
	return false
}

// leaves reports whether a return stands in a statement.
func leaves(stmt ast.Stmt) bool {
	found := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		}
		return !found
	})
	return found
}

// resets reports whether the package gives signals back by signal.Reset.
func resets(pass *analysis.Pass) bool {
	for range pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result).Of("Reset") {
		return true
	}
	return false
}

// turn finds a call of a function in a loop without a condition, as a
// statement or part of one that is not started by go.
func turn(pass *analysis.Pass, fn types.Object) *ast.CallExpr {
	var found *ast.CallExpr
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && found == nil && typeutil.Callee(pass.TypesInfo, call) == fn && endless(pass, call) {
				found = call
			}
			return found == nil
		})
	}
	return found
}

// endless reports whether a call is made on each turn of an endless loop.
func endless(pass *analysis.Pass, call *ast.CallExpr) bool {
	for _, n := range places.Enclosing(pass, call.Pos(), call.End()) {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.FuncDecl, *ast.GoStmt, *ast.DeferStmt, *ast.RangeStmt, *ast.CaseClause, *ast.CommClause:
			return false
		case *ast.IfStmt:
			if n.Init == nil || call.Pos() > n.Init.End() {
				return false
			}
		case *ast.ForStmt:
			return n.Cond == nil && !places.Test(pass, n.Pos())
		case *ast.BlockStmt:
			if last := n.List[len(n.List)-1]; leavesAlways(last) {
				return false
			}
		}
	}
	return false
}

// leavesAlways reports whether a block ends its loop at once.
func leavesAlways(last ast.Stmt) bool {
	switch last := last.(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return last.Tok == token.BREAK || last.Tok == token.GOTO
	}
	return false
}
