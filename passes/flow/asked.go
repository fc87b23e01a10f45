package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
)

// The end of a program may be asked for by a word: a message, an event or a
// command of that name is put where another loop finds it.

// askWords are the words for the end of the program in names of messages.
var askWords = []string{"quit", "exit", "shutdown", "stop", "terminate", "halt"}

// tellsToEnd reports whether an argument of a call is a constant, a variable of
// a package or a literal that is named for the end of the program.
func (e *engine) tellsToEnd(instr ssa.CallInstruction) bool {
	call := e.expr(instr)
	return call != nil && slices.ContainsFunc(call.Args, e.namedForEnd)
}

func (e *engine) namedForEnd(arg ast.Expr) bool {
	switch x := ast.Unparen(arg).(type) {
	case *ast.Ident:
		return asked(e.pass.TypesInfo.ObjectOf(x))
	case *ast.SelectorExpr:
		return asked(e.pass.TypesInfo.ObjectOf(x.Sel))
	case *ast.CompositeLit:
		return asksForEnd(e.pass.TypesInfo.TypeOf(x))
	case *ast.UnaryExpr:
		return x.Op == token.AND && e.namedForEnd(x.X)
	}
	return false
}

// asked reports whether a constant or package variable is of a type of its own,
// as events and commands are, and named for the end.
func asked(obj types.Object) bool {
	if obj == nil || obj.Pkg() == nil || obj.Parent() != obj.Pkg().Scope() || isSignal(obj.Type()) {
		return false
	}
	switch obj.(type) {
	case *types.Const, *types.Var:
	default:
		return false
	}
	named, ok := types.Unalias(obj.Type()).(*types.Named)
	return ok && named.Obj().Pkg() != nil && !sigcalls.StandardPath(named.Obj().Pkg().Path()) && hasAskWord(obj.Name())
}

// asksForEnd reports whether a type is that of a message to end.
func asksForEnd(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && hasAskWord(named.Obj().Name())
}

func hasAskWord(name string) bool { return overlap(lower(splitName(name)), askWords) }
