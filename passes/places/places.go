// Package places finds where in the syntax something stands: the smallest
// range that a person would edit.
package places

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"

	"github.com/siglint/siglint/passes/sigcalls"
	"github.com/siglint/siglint/passes/signals"
)

// File returns the file of the package that holds a position, or nil.
func File(pass *analysis.Pass, pos token.Pos) *ast.File {
	for _, f := range pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

// Test reports whether a position stands in a test file.
func Test(pass *analysis.Pass, pos token.Pos) bool {
	file := pass.Fset.File(pos)
	return file != nil && strings.HasSuffix(file.Name(), "_test.go")
}

// Enclosing returns the nodes around a range, innermost first.
func Enclosing(pass *analysis.Pass, pos, end token.Pos) []ast.Node {
	f := File(pass, pos)
	if f == nil {
		return nil // of another package
	}
	path, _ := astutil.PathEnclosingInterval(f, pos, end)
	return path
}

// Call returns the innermost call around a range, or nil.
func Call(pass *analysis.Pass, pos, end token.Pos) *ast.CallExpr {
	for _, n := range Enclosing(pass, pos, end) {
		if call, ok := n.(*ast.CallExpr); ok {
			return call
		}
	}
	return nil
}

// Name returns the name of the signal that an expression spells as a constant
// or as a variable of package os.
func Name(info *types.Info, expr ast.Expr) (name string, ok bool) {
	expr = ast.Unparen(expr)
	if tv := info.Types[expr]; tv.Value != nil {
		return signals.Constant(tv.Value, tv.Type)
	}
	switch expr := expr.(type) {
	case *ast.Ident:
		return signals.Object(info.Uses[expr])
	case *ast.SelectorExpr:
		return signals.Object(info.Uses[expr.Sel])
	case *ast.CallExpr:
		if len(expr.Args) == 1 && info.Types[expr.Fun].IsType() {
			return Name(info, expr.Args[0]) // os.Signal(syscall.SIGKILL)
		}
	}
	return "", false
}

// A Spelling is an expression that names a signal, in a list of such.
type Spelling struct {
	ast.Expr
	List  []ast.Expr // the arguments or elements among which it stands
	Index int        // in List
	First int        // index of the first signal in List
}

// Signal finds where a call names a signal: its argument, or the element of
// the list that it spreads. It is nil where neither is seen.
func Signal(pass *analysis.Pass, call *sigcalls.Call, signal string) *Spelling {
	first := len(call.Expr.Args) - len(call.Signals)
	for i, arg := range call.Signals {
		if name, ok := Name(pass.TypesInfo, arg); ok && name == signal {
			return &Spelling{arg, call.Expr.Args, first + i, first}
		}
	}
	for _, arg := range call.Signals {
		if s := element(pass, arg, signal); s != nil {
			return s
		}
	}
	return nil
}

// element looks for a signal in the literal behind a spread argument.
func element(pass *analysis.Pass, arg ast.Expr, signal string) *Spelling {
	switch arg := ast.Unparen(arg).(type) {
	case *ast.CompositeLit:
		for i, e := range arg.Elts {
			if name, ok := Name(pass.TypesInfo, e); ok && name == signal {
				return &Spelling{e, arg.Elts, i, 0}
			}
		}
	case *ast.CallExpr: // append(list, syscall.SIGHUP)
		for i, e := range arg.Args {
			if name, ok := Name(pass.TypesInfo, e); ok && name == signal {
				return &Spelling{e, arg.Args, i, 1}
			}
		}
		if len(arg.Args) > 0 {
			return element(pass, arg.Args[0], signal)
		}
	case *ast.Ident:
		for _, init := range initial(pass, pass.TypesInfo.Uses[arg]) {
			if s := element(pass, init, signal); s != nil {
				return s
			}
		}
	}
	return nil
}

// initial yields what a variable of the package is declared as. Assignments
// count only where they declare.
func initial(pass *analysis.Pass, obj types.Object) []ast.Expr {
	v, ok := obj.(*types.Var)
	if !ok || v.Pkg() != pass.Pkg {
		return nil
	}
	path := Enclosing(pass, v.Pos(), v.Pos())
	for _, n := range path {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for i, id := range n.Names {
				if pass.TypesInfo.Defs[id] == v && len(n.Values) == len(n.Names) {
					return n.Values[i : i+1]
				}
			}
			return nil
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && pass.TypesInfo.Defs[id] == v && len(n.Lhs) == len(n.Rhs) {
					return n.Rhs[i : i+1]
				}
			}
			return nil
		}
	}
	return nil
}

// Looked reports whether an expression is an element of a list or a map, or a
// variable that is declared as one.
func Looked(pass *analysis.Pass, expr ast.Expr) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.IndexExpr:
		return pass.TypesInfo.Types[expr.Index].Value == nil
	case *ast.Ident:
		v, ok := pass.TypesInfo.Uses[expr].(*types.Var)
		if !ok || v.Pkg() != pass.Pkg {
			return false
		}
		for _, n := range Enclosing(pass, v.Pos(), v.Pos()) {
			if assign, ok := n.(*ast.AssignStmt); ok { // s, ok := table[key]
				return len(assign.Rhs) == 1 && Looked(pass, assign.Rhs[0]) && assign.Lhs[0].Pos() == v.Pos()
			}
		}
	}
	return false
}

// Or returns the place where a call names a signal, or the last of the
// arguments that hold its signals, or the call itself.
func Or(pass *analysis.Pass, call *sigcalls.Call, signal string) ast.Node {
	if s := Signal(pass, call, signal); s != nil {
		return s.Expr
	}
	if n := len(call.Signals); n > 0 {
		return call.Signals[n-1]
	}
	return call.Expr
}

// Words joins names as a sentence does: "SIGHUP", "SIGHUP and SIGTERM".
func Words(names []string) string {
	names = slices.Clone(names)
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// Receipt is what to point at where a signal is received or told apart: the
// operand or case that names it, the receive expression, or the channel that a
// loop ranges over.
func Receipt(pass *analysis.Pass, pos, end token.Pos, signal string) (token.Pos, token.Pos) {
	var found ast.Node
	for _, n := range Enclosing(pass, pos, pos) {
		switch n := n.(type) {
		case *ast.RangeStmt:
			if n.For == pos {
				return n.X.Pos(), n.X.End()
			}
		case *ast.BinaryExpr:
			if n.OpPos == pos {
				for _, operand := range []ast.Expr{n.X, n.Y} {
					if name, ok := Name(pass.TypesInfo, operand); ok && name == signal {
						return operand.Pos(), operand.End()
					}
				}
				return n.Pos(), n.End()
			}
		}
		if e, ok := n.(ast.Expr); ok && e.Pos() == pos {
			if _, isBinary := e.(*ast.BinaryExpr); !isBinary {
				found = e
			}
		}
	}
	if found == nil {
		return pos, max(pos, end)
	}
	return found.Pos(), found.End()
}
