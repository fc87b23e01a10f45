package loststop

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/checkdoc"
	"github.com/siglint/siglint/passes/ignores"
	"github.com/siglint/siglint/passes/places"
	"github.com/siglint/siglint/passes/sigcalls"
)

//go:embed doc.go
var doc string

// Analyzer reports stop functions that are not called.
var Analyzer = &analysis.Analyzer{
	Name:       "loststop",
	Doc:        checkdoc.MustExtract(doc, "loststop"),
	URL:        checkdoc.URL("loststop"),
	Requires:   []*analysis.Analyzer{sigcalls.Analyzer},
	ResultType: ignores.ResultType,
	Run:        ignores.Run("loststop", run),
}

var second bool // -second

func init() {
	Analyzer.Flags.BoolVar(&second, "second", false, "report long work after Done while further signals are still swallowed")
}

// A site is one call to signal.NotifyContext, whose results are assigned.
type site struct {
	call  *sigcalls.Call
	block ast.Node   // what holds the statement
	stmt  ast.Stmt   // the assignment; nil for a var declaration of a package
	ctx   ast.Expr   // what takes the context
	stop  *ast.Ident // what takes the stop function
	main  bool       // in the function main of a program
}

func run(pass *analysis.Pass) (any, error) {
	calls := pass.ResultOf[sigcalls.Analyzer].(*sigcalls.Result)
	known := make(ender)
	for call := range calls.Of("NotifyContext") {
		s := locate(pass, call)
		if s == nil || call.Instr == nil || call.Instr.Value() == nil {
			continue // returned, passed on, stored in a field, or started by go
		}
		switch ret, lost := s.lost(known); {
		case s.stop.Name == "_" || lost && s.unnamed():
			s.report(pass, "discarded", "the stop function of signal.NotifyContext is discarded; further signals are swallowed", nil)
		case s.main || s.outlives(pass):
			// main ends the process; a variable of wider scope is stored
		case lost:
			s.report(pass, "path", s.stop.Name+", from signal.NotifyContext, is not called on all paths; a second signal cannot end the program",
				[]analysis.RelatedInformation{{Pos: ret, End: ret, Message: "returns here without it"}})
		}
		if second {
			s.afterDone(pass)
		}
	}
	return nil, nil
}

func (s *site) report(pass *analysis.Pass, category, message string, related []analysis.RelatedInformation) {
	pass.Report(analysis.Diagnostic{
		Pos:            s.stop.Pos(),
		End:            s.stop.End(),
		Category:       category,
		Message:        message,
		Related:        related,
		SuggestedFixes: s.fixes(pass),
	})
}

// locate finds the assignment of a call's results to two variables.
func locate(pass *analysis.Pass, call *sigcalls.Call) *site {
	path := places.Enclosing(pass, call.Expr.Pos(), call.Expr.End())
	for i, n := range path {
		switch n := n.(type) {
		case *ast.CallExpr, *ast.ParenExpr:
			if n != call.Expr {
				return nil // an argument of another call
			}
		case *ast.AssignStmt:
			return located(pass, call, path[i+1], n, n.Lhs)
		case *ast.ValueSpec:
			var lhs []ast.Expr
			for _, id := range n.Names {
				lhs = append(lhs, id)
			}
			if len(path) > i+3 {
				if stmt, ok := path[i+2].(*ast.DeclStmt); ok {
					return located(pass, call, path[i+3], stmt, lhs)
				}
			}
			return located(pass, call, nil, nil, lhs)
		default:
			return nil
		}
	}
	return nil
}

func located(pass *analysis.Pass, call *sigcalls.Call, block ast.Node, stmt ast.Stmt, lhs []ast.Expr) *site {
	if len(lhs) != 2 {
		return nil
	}
	stop, ok := lhs[1].(*ast.Ident)
	if !ok {
		return nil // a field or an element: stored
	}
	main := pass.Pkg.Name() == "main" && call.Fn != nil && call.Fn.Name() == "main" && call.Fn.Parent() == nil && call.Fn.Signature.Recv() == nil
	return &site{call: call, block: block, stmt: stmt, ctx: lhs[0], stop: stop, main: main}
}

// outlives reports whether the variable of the stop function is declared
// outside the function: others may call it.
func (s *site) outlives(pass *analysis.Pass) bool {
	obj := pass.TypesInfo.ObjectOf(s.stop)
	syntax := s.call.Fn.Syntax()
	if obj == nil || syntax == nil {
		return true
	}
	for v := range s.call.Fn.Signature.Results().Variables() {
		if v == obj {
			return true // returned, if only by name
		}
	}
	return obj.Pos() < syntax.Pos() || syntax.End() <= obj.Pos()
}

// unnamed reports whether nothing refers to the stop function at all, as
// where the program says `_ = stop`.
func (s *site) unnamed() bool { return len(s.uses()) == 0 }

// uses yields the instructions that refer to the stop function. Any reference
// counts, also one from a closure.
func (s *site) uses() map[ssa.Instruction]bool {
	uses := make(map[ssa.Instruction]bool)
	for _, v := range results(s.call, 1) {
		for _, ref := range *v.Referrers() {
			store, ok := ref.(*ssa.Store)
			if !ok {
				uses[ref] = true
				continue
			}
			cell, ok := store.Addr.(*ssa.Alloc)
			if !ok || store.Val != v {
				uses[ref] = true // stored where others see it
				continue
			}
			for _, ref := range *cell.Referrers() {
				if ref != ssa.Instruction(store) {
					uses[ref] = true
				}
			}
		}
	}
	for use := range uses {
		if _, ok := use.(*ssa.DebugRef); ok {
			delete(uses, use)
		}
	}
	return uses
}

// results yields what extracts the i-th result of the call.
func results(call *sigcalls.Call, i int) []ssa.Value {
	var found []ssa.Value
	for _, ref := range *call.Instr.Value().Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == i {
			found = append(found, e)
		}
	}
	return found
}

// lost looks for a path from the call to a return that refers to the stop
// function nowhere. It returns the place of that return.
func (s *site) lost(known ender) (ret token.Pos, ok bool) {
	uses := s.uses()
	start := s.call.Instr.Block()
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock, instrs []ssa.Instruction) (token.Pos, bool)
	visit = func(b *ssa.BasicBlock, instrs []ssa.Instruction) (token.Pos, bool) {
		for _, instr := range instrs {
			if uses[instr] || known.noReturn(instr, 0) {
				return token.NoPos, false
			}
			if ret, ok := instr.(*ssa.Return); ok {
				return returnPos(ret), true
			}
		}
		for _, succ := range b.Succs {
			if !seen[succ] {
				seen[succ] = true
				if pos, ok := visit(succ, succ.Instrs); ok {
					return pos, true
				}
			}
		}
		return token.NoPos, false
	}
	return visit(start, after(start, s.call.Instr))
}

// after yields the instructions of a block that follow one of them.
func after(b *ssa.BasicBlock, instr ssa.Instruction) []ssa.Instruction {
	for i, in := range b.Instrs {
		if in == instr {
			return b.Instrs[i+1:]
		}
	}
	return nil
}

// returnPos is the place of a return statement, or of the brace that ends the
// function without one.
func returnPos(ret *ssa.Return) token.Pos {
	if ret.Pos().IsValid() {
		return ret.Pos()
	}
	if syntax := ret.Parent().Syntax(); syntax != nil {
		return syntax.End() - 1
	}
	return token.NoPos
}

// named reports whether an expression is a named variable of the function.
func named(info *types.Info, e ast.Expr) (types.Object, bool) {
	id, ok := e.(*ast.Ident)
	if !ok || id.Name == "_" {
		return nil, false
	}
	obj := info.ObjectOf(id)
	return obj, obj != nil
}

// afterDone reports work that follows the context's Done in the same function
// while the signals are still registered.
func (s *site) afterDone(pass *analysis.Pass) {
	if s.stop.Name == "_" {
		return // reported already
	}
	ctx, ok := named(pass.TypesInfo, s.ctx)
	if !ok || s.call.Fn.Syntax() == nil {
		return
	}
	wait := waitFor(pass, s.call.Fn.Syntax(), ctx)
	if wait == nil {
		return // waited for elsewhere, or among other things
	}
	stop := pass.TypesInfo.ObjectOf(s.stop)
	work, stopped := following(pass, wait, stop)
	if work == nil || stopped {
		return
	}
	pass.Report(analysis.Diagnostic{
		Pos:      wait.Pos(),
		End:      wait.End(),
		Category: "second",
		Message:  fmt.Sprintf("further signals are swallowed during %s; call %s as soon as the context is done", types.ExprString(work.Fun), s.stop.Name),
		Related:  []analysis.RelatedInformation{{Pos: work.Pos(), End: work.End(), Message: "the work goes on here"}},
		SuggestedFixes: []analysis.SuggestedFix{{
			Message:   "Call " + s.stop.Name + " after Done",
			TextEdits: []analysis.TextEdit{{Pos: wait.End(), End: wait.End(), NewText: []byte("\n\t" + s.stop.Name + "()")}},
		}},
	})
}
