package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// checkWords are parts of the names of flags that ask for something else than
// to run the program.
var checkWords = []string{"version", "help", "usage", "dryrun", "check", "valid", "verify", "test", "print", "keygen"}

// checksOnly reports whether a term only rules out a mode in which the program
// checks or prints something and leaves.
func (t Term) checksOnly() bool {
	if !t.Not || t.Is != set {
		return false
	}
	return IsAside(strings.ToLower(t.What[strings.LastIndexAny(t.What, ".-")+1:])) || hasCheckWord(t.What)
}

func hasCheckWord(name string) bool {
	name = strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(name))
	return slices.ContainsFunc(checkWords, func(w string) bool { return strings.Contains(name, w) })
}

// IsAside reports whether a subcommand is one that only checks or prints
// something, so that to be without it is no condition worth a word.
func IsAside(name string) bool {
	switch name {
	case "completion", "completions", "doc", "docs", "man":
		return true
	}
	return hasCheckWord(name)
}

// lacksWords reports whether a condition, where it is true or false, says that
// the command line has no words, in a program that is told by words what to do.
func (e *engine) lacksWords(cond ssa.Value, want bool) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	x, y, op := b.X, b.Y, b.Op
	if _, ok := x.(*ssa.Const); ok {
		x, y, op = y, x, mirrored[op]
	}
	c, ok := y.(*ssa.Const)
	if ok && c.Value == nil && asksForCommand(x) {
		return want == (op == token.EQL)
	}
	if !ok || !isLen(x) || c.Value == nil || c.Value.Kind() != constant.Int {
		return false
	}
	first, ok := e.firstWord(x.(*ssa.Call).Call.Args[0])
	if !ok {
		return false
	}
	n, _ := constant.Int64Val(c.Value)
	switch op {
	case token.EQL, token.LEQ:
		return want && n == first && e.toldByWords()
	case token.LSS:
		return want && n == first+1 && e.toldByWords()
	case token.NEQ, token.GTR:
		return !want && n == first && e.toldByWords()
	case token.GEQ:
		return !want && n == first+1 && e.toldByWords()
	}
	return false
}

// asksForCommand reports whether a value is what a parser says was given as the
// subcommand, if any: nil where there was none.
func asksForCommand(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || calledName(call) != "Subcommand" || call.Call.Signature().Recv() == nil || call.Call.Signature().Params().Len() > 0 {
		return false
	}
	iface, ok := call.Type().Underlying().(*types.Interface)
	return ok && iface.Empty()
}

// byDefault reports whether a test for a subcommand compares a word that the
// program may have put in itself, or that of the command a parser takes then.
func (e *engine) byDefault(cond ssa.Value, name string) bool {
	if e.subcommands().defaults[name] {
		return true
	}
	switch c := cond.(type) {
	case *ssa.UnOp:
		return e.byDefault(c.X, name)
	case *ssa.BinOp:
		return slices.ContainsFunc([]ssa.Value{c.X, c.Y}, func(x ssa.Value) bool {
			_, isConst := x.(*ssa.Const)
			return !isConst && e.mayBeConst(x, name)
		})
	}
	return false
}

func (e *engine) mayBeConst(v ssa.Value, s string) bool {
	return slices.ContainsFunc(e.ix.Trace(v), func(r values.Root) bool {
		call, isCall := r.Value.(*ssa.Call)
		switch {
		case r.Kind == values.Made:
			return text(r.Value) == s
		case r.Kind == values.Result && isCall && calledName(call) == "Or" && e.yieldsWord(call):
			return slices.ContainsFunc(e.ix.Elements(call.Call.Args[0], false), func(r values.Root) bool { return text(r.Value) == s })
		}
		return false
	})
}

// firstWord returns the index of the first word of the command line in a list
// that holds it: os.Args begins with the name of the program.
func (e *engine) firstWord(list ssa.Value) (int64, bool) {
	switch list := list.(type) {
	case *ssa.UnOp:
		if g, ok := list.X.(*ssa.Global); ok && g.Name() == "Args" && g.Pkg.Pkg.Path() == "os" {
			return 1, true
		}
	case *ssa.Slice:
		if low, ok := list.Low.(*ssa.Const); ok && low.Value != nil && list.High == nil {
			at, ok := e.firstWord(list.X)
			return max(0, at-low.Int64()), ok
		}
	case *ssa.Call:
		return 0, e.yieldsWord(list)
	case *ssa.Parameter:
		return 0, slices.ContainsFunc(e.ix.Trace(list), func(r values.Root) bool { return e.isWord(r) })
	}
	return 0, false
}

// toldByWords reports whether the package compares a word of the command line
// with a name, or has a table of commands.
func (e *engine) toldByWords() bool {
	if e.wordy == nil {
		told := len(e.subcommands().added) > 0 || slices.ContainsFunc(e.ix.Funcs, func(fn *ssa.Function) bool {
			return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
				branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
				e.work(1)
				return ok && (e.commandTest(branch.Cond, true) != "" || e.commandTest(branch.Cond, false) != "")
			})
		})
		e.wordy = &told
	}
	return *e.wordy
}

// leadsTo reports whether control may come from one block to another.
func (e *engine) leadsTo(from, to *ssa.BasicBlock) bool {
	key := [2]*ssa.BasicBlock{from, to}
	leads, ok := e.leading[key]
	if !ok {
		leads = e.findWay(from, to)
		e.leading[key] = leads
	}
	return leads
}

func (e *engine) findWay(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	queue := []*ssa.BasicBlock{from}
	for len(queue) > 0 {
		e.work(1)
		b := queue[0]
		queue = queue[1:]
		if b == to {
			return true
		}
		if !seen[b] && !exitsAtEnd(b) {
			seen[b] = true
			queue = append(queue, b.Succs...)
		}
	}
	return false
}

// exitsAtEnd reports whether a block calls a function that ends the process.
func exitsAtEnd(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		call, ok := instr.(*ssa.Call)
		if !ok {
			return false
		}
		if call.Call.IsInvoke() {
			return exitNames[call.Call.Method.Name()]
		}
		fn := call.Call.StaticCallee()
		return fn != nil && exitNames[fn.Name()]
	})
}
