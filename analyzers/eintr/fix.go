package eintr

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/siglint/siglint/passes/interrupts"
)

// fixes returns the ways to retry a call that is written in a plain shape.
func fixes(pass *analysis.Pass, found *interrupts.Result, u interrupts.Unhandled, call *ast.CallExpr, path []ast.Node) []analysis.SuggestedFix {
	switch {
	case u.Remedy == interrupts.Connect && !u.Linux, u.Remedy == interrupts.Timeout && !u.Forever:
		return nil // not to be made again as it stands
	case u.Wraps.IsValid(), len(path) == 0, !calm(pass, call):
		return nil // twice evaluated, the arguments might differ
	}
	errno := errnoName(pass, call)
	if errno == "" {
		return nil // the file has no name for EINTR
	}
	if fix, ok := helped(pass, found, call); ok {
		return []analysis.SuggestedFix{fix}
	}
	var edits []analysis.TextEdit
	switch parent := path[0].(type) {
	case *ast.AssignStmt:
		edits = assigned(pass, parent, call, path, errno)
	case *ast.ReturnStmt:
		edits = returned(pass, parent, call, errno)
	}
	if edits == nil {
		return nil // not a plain shape
	}
	return []analysis.SuggestedFix{{Message: "Retry while the error is " + errno, TextEdits: edits}}
}

// calm reports whether a call may be written twice: its arguments call nothing
// but getters, conversions and len.
func calm(pass *analysis.Pass, call *ast.CallExpr) bool {
	ok := true
	for _, arg := range call.Args {
		ast.Inspect(arg, func(n ast.Node) bool {
			inner, is := n.(*ast.CallExpr)
			if !is {
				_, lit := n.(*ast.FuncLit)
				ok = ok && !lit
				return ok
			}
			tv := pass.TypesInfo.Types[inner.Fun]
			sel, method := inner.Fun.(*ast.SelectorExpr)
			getter := method && len(inner.Args) == 0 && sel.Sel.Name == "Fd"
			ok = ok && (tv.IsType() || tv.IsBuiltin() || getter)
			return ok
		})
	}
	return ok
}

// errnoName returns how EINTR is written beside the call.
func errnoName(pass *analysis.Pass, call *ast.CallExpr) string {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok {
		return ""
	}
	pkg, ok := pass.TypesInfo.Uses[id].(*types.PkgName)
	if !ok || pkg.Imported().Path() != "syscall" && pkg.Imported().Path() != "golang.org/x/sys/unix" {
		return ""
	}
	return id.Name + ".EINTR"
}

// assigned adds a loop behind an assignment of the call's results: scopes and
// names stay as they are.
func assigned(pass *analysis.Pass, as *ast.AssignStmt, call *ast.CallExpr, path []ast.Node, errno string) []analysis.TextEdit {
	if len(as.Rhs) != 1 || len(path) < 2 || as.Tok != token.DEFINE && as.Tok != token.ASSIGN {
		return nil
	}
	err, ok := as.Lhs[len(as.Lhs)-1].(*ast.Ident)
	if !ok || err.Name == "_" || !isErr(pass, err) {
		return nil
	}
	again := lhs(pass, as) + " = " + source(pass, call)
	switch outer := path[1].(type) {
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		tab := indent(pass, as.Pos())
		loop := fmt.Sprintf("\n%sfor %s == %s {\n%s\t%s\n%s}", tab, err.Name, errno, tab, again, tab)
		return []analysis.TextEdit{{Pos: as.End(), End: as.End(), NewText: []byte(loop)}}
	case *ast.IfStmt:
		if outer.Init != ast.Stmt(as) || elseOf(path[2:], outer) {
			return nil
		}
		return scoped(pass, as, outer, err.Name, errno, again)
	}
	return nil
}

// scoped moves the first statement of an if before it, into a block of their own.
func scoped(pass *analysis.Pass, as *ast.AssignStmt, branch *ast.IfStmt, err, errno, again string) []analysis.TextEdit {
	tab := indent(pass, branch.Pos())
	stmt, body := source(pass, as), source(pass, branch)
	if rawLines(branch) {
		return nil // a raw string would be indented
	}
	rest := strings.ReplaceAll("if "+strings.TrimSpace(body[branch.Cond.Pos()-branch.Pos():]), "\n", "\n\t")
	text := fmt.Sprintf("{\n%[1]s\t%[2]s\n%[1]s\tfor %[3]s == %[4]s {\n%[1]s\t\t%[5]s\n%[1]s\t}\n%[1]s\t%[6]s\n%[1]s}",
		tab, stmt, err, errno, again, rest)
	return []analysis.TextEdit{{Pos: branch.Pos(), End: branch.End(), NewText: []byte(text)}}
}

// rawLines reports whether a statement has a string of several lines.
func rawLines(stmt ast.Stmt) bool {
	raw := false
	ast.Inspect(stmt, func(n ast.Node) bool {
		lit, ok := n.(*ast.BasicLit)
		raw = raw || ok && strings.Contains(lit.Value, "\n")
		return true
	})
	return raw
}

// elseOf reports whether the statement is the else branch of another.
func elseOf(path []ast.Node, branch *ast.IfStmt) bool {
	if len(path) == 0 {
		return true
	}
	switch outer := path[0].(type) {
	case *ast.IfStmt:
		return outer.Else == ast.Stmt(branch)
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		return false
	}
	return true // labelled, perhaps
}

// lhs returns the left side of an assignment, for a second one.
func lhs(pass *analysis.Pass, as *ast.AssignStmt) string {
	var parts []string
	for _, e := range as.Lhs {
		parts = append(parts, source(pass, e))
	}
	return strings.Join(parts, ", ")
}

func isErr(pass *analysis.Pass, e ast.Expr) bool {
	t := pass.TypesInfo.TypeOf(e)
	return t != nil && types.AssignableTo(pass.TypesInfo.TypeOf(e), types.Universe.Lookup("error").Type())
}

// returned turns `return call` into a loop that returns anything but EINTR.
func returned(pass *analysis.Pass, ret *ast.ReturnStmt, call *ast.CallExpr, errno string) []analysis.TextEdit {
	if len(ret.Results) != 1 {
		return nil
	}
	names := freshNames(pass, call)
	if names == nil {
		return nil
	}
	tab := indent(pass, ret.Pos())
	vars := strings.Join(names, ", ")
	text := fmt.Sprintf("for {\n%[1]s\t%[2]s := %[3]s\n%[1]s\tif %[4]s != %[5]s {\n%[1]s\t\treturn %[2]s\n%[1]s\t}\n%[1]s}",
		tab, vars, source(pass, call), names[len(names)-1], errno)
	return []analysis.TextEdit{{Pos: ret.Pos(), End: ret.End(), NewText: []byte(text)}}
}

// freshNames names the results of a call; it shadows nothing the call uses.
func freshNames(pass *analysis.Pass, call *ast.CallExpr) []string {
	var names []string
	switch t := pass.TypesInfo.TypeOf(call).(type) {
	case *types.Tuple:
		if t.Len() != 2 {
			return nil
		}
		names = []string{"n", "err"}
	case nil:
		return nil
	default:
		names = []string{"err"}
	}
	used := false
	ast.Inspect(call, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		used = used || ok && (id.Name == "n" || id.Name == "err")
		return true
	})
	if used {
		return nil
	}
	return names
}

// helped hands the call to a retry helper of the package or of one that the
// file imports.
func helped(pass *analysis.Pass, found *interrupts.Result, call *ast.CallExpr) (analysis.SuggestedFix, bool) {
	t := pass.TypesInfo.TypeOf(call)
	for _, h := range found.Helpers {
		sig := h.Func.Signature()
		if sig.Recv() != nil || sig.TypeParams() != nil || sig.Params().Len() != 1 || sig.Results().Len() != 1 {
			continue // takes more than the function
		}
		fn, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
		if !ok || fn.Params().Len() > 0 || fn.Results().Len() != 1 ||
			!types.Identical(fn.Results().At(0).Type(), t) || !types.Identical(sig.Results().At(0).Type(), t) {
			continue
		}
		name := helperName(pass, h.Func, call)
		if name == "" {
			continue
		}
		text := fmt.Sprintf("%s(func() %s { return %s })", name, types.TypeString(t, nil), source(pass, call))
		return analysis.SuggestedFix{
			Message:   "Retry with " + name,
			TextEdits: []analysis.TextEdit{{Pos: call.Pos(), End: call.End(), NewText: []byte(text)}},
		}, true
	}
	return analysis.SuggestedFix{}, false
}

// helperName returns how the file of the call writes the helper, or nothing.
func helperName(pass *analysis.Pass, fn *types.Func, call *ast.CallExpr) string {
	if fn.Pkg() == pass.Pkg {
		if _, obj := pass.Pkg.Scope().Innermost(call.Pos()).LookupParent(fn.Name(), call.Pos()); obj == fn {
			return fn.Name()
		}
		return ""
	}
	for _, f := range pass.Files {
		if f.FileStart > call.Pos() || call.Pos() >= f.FileEnd {
			continue
		}
		for _, spec := range f.Imports {
			if pkg := pass.TypesInfo.PkgNameOf(spec); pkg != nil && pkg.Imported() == fn.Pkg() && pkg.Name() != "." && pkg.Name() != "_" {
				return pkg.Name() + "." + fn.Name()
			}
		}
	}
	return ""
}
