package flow

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// object names what an act is done to, in words: by what its name has behind
// the verb, as the log file of ReopenLogFile, or by the type of the method, as
// the audit log of (*audit.Log).Reopen. It returns "" where neither tells.
func (a *Act) object(rest []string) string {
	if words := spell(rest); len(words) > 0 {
		switch words[0] {
		case "all":
			return strings.Join(words, " ")
		case "and", "from", "with", "or", "if", "on", "in", "for", "to", "now", "once", "async", "by", "at":
		default:
			return "the " + strings.Join(words, " ")
		}
	}
	call, ok := a.Instr.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	named := receiver(call.Common())
	if named == nil || named.Obj().Pkg() == nil {
		return ""
	}
	pkg, typ := named.Obj().Pkg().Name(), named.Obj().Name()
	switch lower := strings.ToLower(typ); {
	case pkg == "main" || strings.Contains(lower, pkg):
	case strings.Contains(pkg, lower):
		typ = pkg
	default:
		typ = pkg + strings.ToUpper(typ[:1]) + typ[1:]
	}
	return "the " + strings.Join(spell(splitName(typ)), " ")
}

// receiverType returns the type of what a method is called on, or nil.
func receiverType(c *ssa.CallCommon) types.Type {
	switch {
	case c.IsInvoke():
		return c.Value.Type()
	case c.Signature().Recv() != nil:
		return c.Signature().Recv().Type()
	}
	return nil
}

// receiver returns the type that a called method is of, or nil.
func receiver(c *ssa.CallCommon) *types.Named {
	t := receiverType(c)
	if t == nil {
		return nil
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

// whole are words that people cut short.
var whole = map[string]string{
	"cfg": "configuration", "conf": "configuration", "config": "configuration", "configs": "configurations",
	"cert": "certificate", "certs": "certificates", "db": "database",
}

// spell puts the words of a name in lower case, but for those all in upper
// case: TLS.
func spell(words []string) []string {
	out := lower(words)
	for i, w := range words {
		if len(w) > 1 && w == strings.ToUpper(w) {
			out[i] = w
		} else if full := whole[out[i]]; full != "" {
			out[i] = full
		}
	}
	return out
}

// literalName returns the name of the variable that a function literal is
// assigned to where it stands, or else the name it has.
func literalName(fn *ssa.Function, name string) string {
	lit, around := fn.Syntax(), fn.Parent().Syntax()
	if lit == nil || around == nil {
		return name
	}
	ast.Inspect(around, func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Lhs) != len(assign.Rhs) {
			return n == nil || n.Pos() <= lit.Pos() && lit.Pos() < n.End()
		}
		for i, rhs := range assign.Rhs {
			if id, ok := assign.Lhs[i].(*ast.Ident); ok && rhs == lit && id.Name != "_" {
				name = id.Name
			}
		}
		return true
	})
	return name
}

// test reports whether a function stands in a test file.
func (e *engine) test(fn *ssa.Function) bool {
	return strings.HasSuffix(e.pass.Fset.Position(fn.Pos()).Filename, "_test.go")
}
