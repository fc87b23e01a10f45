package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/signals"
	"github.com/siglint/siglint/passes/values"
)

// verbs tell what a function does, by a part of its name in lower case.
var verbs = []struct{ part, verb string }{
	{"reopen", "reopens"}, {"rotate", "rotates"}, {"reload", "reloads"}, {"refresh", "refreshes"}, {"restart", "restarts"},
	{"upgrade", "upgrades"}, {"dump", "dumps state"}, {"stack", "dumps stacks"}, {"profil", "profiles"}, {"flush", "flushes"},
	{"readconf", "reads the configuration"}, {"loadconf", "loads the configuration"}, {"load", "loads"},
	{"config", "applies the configuration"}, {"toggle", "toggles"}, {"openfile", "opens a file"}, {"openlog", "opens a log"},
}

// action puts what follows a signal in words, with the call that says most.
func action(f *followed, effect signals.Effect) string {
	var best *Act
	score := 0
	for _, a := range f.acts {
		s := telling(a, effect)
		if at := f.ev.namedAt; s > 0 && a.Depth == 0 && at.IsValid() && a.Pos() > at {
			s++ // what follows the question which signal it is
		}
		if s > score {
			best, score = a, s
		}
	}
	switch {
	case best == nil, effect == signals.Terminates && !explainsEnd(best):
		return ""
	case f.ev.unsure && !f.named && effect != signals.Terminates:
		return "" // it may be that of a signal which the configuration names
	}
	if best.Kind == Ends && effect == signals.Continues && !best.cancel && best.roots == nil {
		return "calls " + best.Name
	}
	return best.words()
}

// explainsEnd reports whether an act is why a program ends. That it returns
// from main needs no words.
func explainsEnd(a *Act) bool { return a.Kind == Ends || a.Kind == Exits || a.Kind == Forwards }

// telling weighs how much an act says about the effect: what the code of the
// receive does itself says more than what lies deep below it.
func telling(a *Act, effect signals.Effect) int {
	ending := effect == signals.Terminates
	near := max(0, 6-a.Depth)
	if (a.Kind == Ends || a.Kind == Exits) && onError(a.Instr.Block()) {
		return 0 // what is done when something else has failed
	}
	switch a.Kind {
	case Logs:
		if effect == signals.Nothing {
			return 1
		}
		return 0
	case Sets:
		return 2
	case Ends:
		if ending && hasWord(a.last(), []string{"Close"}) {
			return 10 + near
		}
		if ending {
			return 11 + near
		}
		return 2
	case Exits:
		if ending {
			return 9 + near
		}
		return 1
	case Forwards:
		return 2 + near/2
	}
	if ends(a.last()) && !ending {
		return 2 // what is closed on the way to something else
	}
	if verb(a.last()) != "" && !ending && a.Depth <= 2 {
		return 7 + near
	}
	return 2 + near
}

// onError reports whether a block is reached only where there is an error.
func onError(b *ssa.BasicBlock) bool {
	for at := b; at.Idom() != nil; at = at.Idom() {
		d := at.Idom()
		c, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := c.Cond.(*ssa.BinOp)
		if branch, decided := decides(d, at); ok && decided && isErrorType(cmp.X.Type()) && branch == (cmp.Op == token.NEQ) {
			return true
		}
	}
	return false
}

func verb(name string) string {
	v, _ := verbAndRest(name)
	return v
}

// verbAndRest returns the verb for a name, and what the name has behind it.
func verbAndRest(name string) (verb, rest string) {
	lower := strings.ToLower(name)
	for _, v := range verbs {
		if i := strings.Index(lower, v.part); i >= 0 && len(lower) == len(name) {
			return v.verb, name[i+len(v.part):]
		}
	}
	return "", ""
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
	if v, rest := verbAndRest(a.last()); v != "" {
		if o := a.object(rest); o != "" && !strings.Contains(v, " ") {
			v += " " + o
		}
		return v + " (" + a.Name + ")"
	}
	return "calls " + a.Name
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
