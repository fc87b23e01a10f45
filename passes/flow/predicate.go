package flow

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/sigcalls"
)

// predicate says when the result of a call is true, or false.
func (e *engine) predicate(call *ssa.Call, result int, want bool) ByCommand {
	if c := e.calls[call]; c != nil && c.Func == "Ignored" {
		what := "the signal"
		if len(c.Set.Names) == 1 && !c.Set.Unknown {
			what = c.Set.Names[0]
		}
		return ByCommand{"": when(Term{what, "ignored at the start", !want})}
	}
	if name := e.setting(call); name != "" {
		return ByCommand{"": isSet(name, want)}
	}
	if stream := terminalOf(call); stream != "" {
		return ByCommand{"": when(Term{stream, "a terminal", !want})}
	}
	fn := e.ix.Static(&call.Call)
	if !e.ix.Local(fn) || len(fn.Blocks) > maxPredicate || e.joining > 3 {
		return always()
	}
	e.joining++
	defer func() { e.joining-- }()
	either := make(ByCommand)
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			e.yields(either, e.waysTo(b), ret.Results[result], want)
		}
	}
	return e.bindWays(either.told(), call.Call.Args, call).told()
}

// terminalOf names the stream that a call asks whether it is a terminal, or returns "".
func terminalOf(call *ssa.Call) string {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Name() != "IsTerminal" || fn.Signature.Recv() != nil || len(call.Call.Args) != 1 {
		return ""
	}
	v := call.Call.Args[0]
	for range maxDepth {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Call:
			if calledName(x) != "Fd" || len(x.Call.Args) != 1 {
				return ""
			}
			v = x.Call.Args[0]
		case *ssa.Const:
			if x.Value != nil && x.Value.Kind() == constant.Int {
				return streams[x.Value.String()]
			}
			return ""
		case *ssa.UnOp:
			if g, ok := x.X.(*ssa.Global); ok && sigcalls.StandardPath(g.Pkg.Pkg.Path()) {
				return streams[g.Name()]
			}
			return ""
		default:
			return ""
		}
	}
	return ""
}

// streams are the names of the files that a program starts with.
var streams = map[string]string{
	"0": "standard input", "Stdin": "standard input", "1": "standard output", "Stdout": "standard output",
	"2": "standard error", "Stderr": "standard error",
}

// maxPredicate is the most blocks of a function that is followed for what it
// answers.
const maxPredicate = 40
