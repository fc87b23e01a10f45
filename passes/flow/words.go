package flow

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// action puts what follows a signal in words, with the call that says most.
func action(f *followed, effect signals.Effect) string {
	if f.ev.cut {
		return "" // what says most may not have been seen
	}
	best := f.principal(effect)
	switch {
	case best == nil:
		return ""
	case f.ev.unsure && !f.named && effect != signals.Terminates:
		return "" // it may be that of a signal which the configuration names
	case best.Kind == Ends && effect == signals.Continues && !best.cancel && best.roots == nil, best.idle:
		return "calls " + best.Name
	}
	return best.words()
}

// words puts one act in words.
func (a *Act) words() string {
	switch a.Kind {
	case Logs:
		return "only logs (" + a.Name + ")"
	case Sets:
		return "sets " + a.Name
	case Exits:
		return "exits (" + a.Name + ")"
	case Forwards:
		return "sends on " + a.noun
	case Ends:
		switch {
		case a.cancel && a.noun != "":
			return "cancels " + a.noun
		case a.cancel:
			return "cancels a context (" + a.Name + ")"
		case a.noun != "" && a.roots != nil && a.last() == "close":
			return "closes " + a.noun
		case a.noun != "":
			return "sends on " + a.noun
		}
		return "shuts down (" + a.Name + ")"
	}
	v, rest := a.verb()
	switch {
	case a.closes():
		return "closes " + a.noun
	case v.says == "":
		return "calls " + a.Name
	case strings.Contains(v.says, " "):
		return v.says + " (" + a.Name + ")"
	}
	if o := a.object(rest); o != "" {
		return v.says + " " + o + " (" + a.Name + ")"
	}
	return v.says + " (" + a.Name + ")"
}

// closes reports whether an act closes a channel.
func (a *Act) closes() bool { return a.noun != "" && a.Kind == Work && a.last() == "close" }

// Tells reports whether an act only tells another goroutine, which does what
// there is to do.
func (a *Act) Tells() bool { return a.Relayed || a.Kind == Forwards || a.closes() }

// Sort returns the sort of work that the name of an act promises, or that the
// name of the channel does that it sends on; "" for what is no work.
func (a *Act) Sort() Sort {
	name := a.Name
	switch a.Kind {
	case Work, Local:
		if a.closes() {
			name = a.noun
		}
	case Forwards:
		name = a.noun
	default:
		return ""
	}
	if v, _ := verbOf(name); v.says != "" && !a.lent {
		return v.sort
	}
	return Other
}

// text spells what a call calls, as the code does.
func (e *engine) text(instr ssa.CallInstruction, fallback string) string {
	call := e.expr(instr)
	if call == nil {
		return fallback
	}
	s := types.ExprString(call.Fun)
	if len(s) > 40 || strings.ContainsAny(s, "{\n") {
		return fallback
	}
	return s
}

// argText spells argument i of a call.
func (e *engine) argText(instr ssa.CallInstruction, i int) string {
	call := e.expr(instr)
	if call == nil || i >= len(call.Args) {
		return ""
	}
	if s := types.ExprString(call.Args[i]); len(s) <= 40 {
		return s
	}
	return "a channel"
}

// expr returns the syntax of a call.
func (e *engine) expr(instr ssa.CallInstruction) *ast.CallExpr {
	if e.exprs == nil {
		e.exprs = callExprs(e.pass.Files)
	}
	return e.exprs[instr.Common().Pos()]
}

// exprText names the place that a value is read from or stored at.
func (e *engine) exprText(instr ssa.Instruction, v ssa.Value) string {
	if name := e.varName(v); name != "" {
		return name
	}
	return "a variable"
}

// varName returns the name of the variable or field that a value is read
// from, or "".
func (e *engine) varName(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.UnOp:
		return e.varName(v.X)
	case *ssa.FieldAddr:
		return dotted(e.varName(v.X), values.FieldOf(v.X.Type(), v.Field))
	case *ssa.Field:
		return dotted(e.varName(v.X), values.FieldOf(v.X.Type(), v.Field))
	case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
		return v.Name()
	case *ssa.Alloc:
		if v.Comment == "complit" || strings.HasPrefix(v.Comment, "new") || strings.Contains(v.Comment, " ") {
			return ""
		}
		return v.Comment
	case *ssa.Phi:
		return v.Comment
	case *ssa.ChangeType:
		return e.varName(v.X)
	case *ssa.MakeInterface:
		return e.varName(v.X)
	}
	return e.assigned(v)
}

func dotted(base string, f *types.Var) string {
	switch {
	case f == nil:
		return base
	case base == "":
		return f.Name()
	}
	return base + "." + f.Name()
}

// assigned finds the variable that a value is assigned to where it is made.
func (e *engine) assigned(v ssa.Value) string {
	if refs := v.Referrers(); refs != nil {
		for _, ref := range *refs {
			if s, ok := ref.(*ssa.Store); ok && s.Val == v {
				if name := simpleName(s.Addr); name != "" {
					return name
				}
			}
		}
	}
	if obj := e.definedBy(v); obj != nil {
		return obj.Name()
	}
	return ""
}

// simpleName returns the name of a variable or field by itself.
func simpleName(addr ssa.Value) string {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		if f := values.FieldOf(addr.X.Type(), addr.Field); f != nil {
			return f.Name()
		}
	case *ssa.Global, *ssa.FreeVar:
		return addr.Name()
	case *ssa.Alloc:
		if addr.Comment != "complit" && !strings.ContainsAny(addr.Comment, " .") {
			return addr.Comment
		}
	}
	return ""
}

// contextName returns the name of the context that a cancel function is of.
func (e *engine) contextName(roots []values.Root) string {
	for _, r := range roots {
		if call, ok := r.Value.(*ssa.Call); ok && r.Kind == values.Result && r.Index == 1 {
			if ctx := resultOf(call, 0); ctx != nil {
				if name := e.varName(ctx); name != "" && name != "_" {
					return name
				}
			}
		}
	}
	return ""
}
