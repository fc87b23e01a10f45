package flow

import (
	"cmp"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// commandOf returns the subcommand that a function value is for, where an
// instruction makes or stores it for one; else "".
func (e *engine) commandOf(instr ssa.Instruction) string {
	switch instr := instr.(type) {
	case *ssa.Call:
		if name := cmp.Or(e.subcommands().name(instr), e.clauseCommand(instr), e.rowCommand(instr)); name != "" {
			return name
		}
		if _, isFunc := instr.Type().Underlying().(*types.Signature); isFunc {
			return e.commandOfUse(instr) // what wraps a function for a command
		}
	case *ssa.Store:
		if f, ok := instr.Addr.(*ssa.FieldAddr); ok {
			return e.commandOfField(f)
		}
	case *ssa.MapUpdate:
		m, ok := instr.Map.Type().Underlying().(*types.Map)
		if !ok {
			return ""
		}
		named, ok := types.Unalias(m.Elem()).(*types.Named)
		if e.subcommands().maps[instr] || ok && strings.Contains(named.Obj().Name(), "Command") && named.Obj().Pkg() != e.pass.Pkg {
			return text(instr.Key)
		}
	case *ssa.MakeInterface:
		if name := e.commandValue(instr); name != "" {
			return name
		}
		return e.commandOfUse(instr)
	case *ssa.MakeClosure, *ssa.ChangeType:
		return e.commandOfUse(instr.(ssa.Value))
	}
	return ""
}

// commandOfField returns the subcommand that a field of its struct is for.
func (e *engine) commandOfField(at *ssa.FieldAddr) string {
	bases := e.bases(at.X)
	for _, base := range bases {
		if name := e.subcommands().name(base); name != "" {
			return name
		}
	}
	if f := values.FieldOf(at.X.Type(), at.Field); len(bases) == 1 && f != nil && ownRun[f.Name()] {
		return e.subcommands().root(bases[0])
	}
	return ""
}

// commandOfUse returns the subcommand that the only use of a value is for.
func (e *engine) commandOfUse(v ssa.Value) string {
	if refs := *v.Referrers(); len(refs) == 1 {
		return e.commandOf(refs[0])
	}
	return ""
}

// runsCommand adds the functions of one command that a call runs by itself,
// whatever the words of the command line.
func (e *engine) runsCommand(out []edge, call *ssa.Call) []edge {
	bases, fns := e.ofCommand(call.Call.Value)
	if len(bases) != 1 || e.subcommands().name(bases[0]) == "" {
		return out
	}
	for _, fn := range fns {
		out = e.refer(out, fn, reach{})
	}
	return out
}

// takesOver adds the functions of a command that another one is given as its own.
func (e *engine) takesOver(out []edge, s *ssa.Store) []edge {
	if _, ok := s.Addr.(*ssa.FieldAddr); !ok {
		return out
	}
	_, fns := e.ofCommand(s.Val)
	for _, fn := range fns {
		out = e.refer(out, fn, reach{})
	}
	return out
}

// ofCommand returns the structs of commands that a function is read from a field
// of, and the functions that are kept there.
func (e *engine) ofCommand(v ssa.Value) (bases []ssa.Value, fns []*ssa.Function) {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return nil, nil
	}
	f, ok := load.X.(*ssa.FieldAddr)
	if _, isFunc := v.Type().Underlying().(*types.Signature); !ok || !isFunc {
		return nil, nil
	}
	for _, base := range e.bases(f.X) {
		if e.subcommands().names[base] == "" {
			continue
		}
		bases = append(bases, base)
		if base.Referrers() == nil {
			continue
		}
		for _, ref := range *base.Referrers() {
			if at, ok := ref.(*ssa.FieldAddr); ok && at.Field == f.Field {
				for _, v := range storedAt(at) {
					if fn := functionOf(v); fn != nil {
						fns = append(fns, fn)
					}
				}
			}
		}
	}
	return bases, fns
}

// storedAt returns what is stored at the address of a field.
func storedAt(at *ssa.FieldAddr) []ssa.Value {
	var out []ssa.Value
	for _, ref := range *at.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == at {
			out = append(out, s.Val)
		}
	}
	return out
}

// commandValue returns the subcommand that a value is, which is made into an
// interface: one whose method says its name, or that is added by a name.
func (e *engine) commandValue(m *ssa.MakeInterface) string {
	for _, ref := range *m.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok {
			continue
		}
		if fn := call.Call.StaticCallee(); fn != nil && fn.Name() == "AddCommand" && len(call.Call.Args) > 2 {
			return text(call.Call.Args[1])
		}
	}
	named, ok := types.Unalias(m.Type()).(*types.Named)
	if !ok || !commandWords(named.Obj().Name()) || named.Obj().Pkg() == e.pass.Pkg && !e.subcommands().worded {
		return ""
	}
	sel := e.msets.MethodSet(m.X.Type()).Lookup(nil, "Name")
	if sel == nil {
		return ""
	}
	obj, ok := sel.Obj().(*types.Func)
	if !ok {
		return ""
	}
	if fn := e.ix.Pkg.Prog.FuncValue(obj.Origin()); e.ix.Local(fn) {
		return e.makes(fn)
	}
	var fact reaches
	if len(e.imports) > 0 && e.pass.ImportObjectFact(obj.Origin(), &fact) {
		return fact.Makes
	}
	return ""
}

// commandTest returns the subcommand that a condition asks for where it is
// true, or false; else "".
func (e *engine) commandTest(cond ssa.Value, want bool) string {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return e.commandTest(c.X, !want)
		}
	case *ssa.BinOp:
		x, y, op := c.X, c.Y, c.Op
		if _, ok := x.(*ssa.Const); ok {
			x, y = y, x
		}
		if k, ok := y.(*ssa.Const); ok && k.Value == nil {
			if (op == token.NEQ) == want {
				return argCommand(x)
			}
			return ""
		}
		if op == token.EQL && want || op == token.NEQ && !want {
			return e.commandWord(x, y)
		}
	case *ssa.TypeAssert, *ssa.Extract, *ssa.Call:
		if want {
			return e.commandParsed(c)
		}
	}
	return ""
}

// commandWord returns the subcommand that a comparison asks for.
func (e *engine) commandWord(x, y ssa.Value) string {
	word, _, _ := strings.Cut(text(y), " ")
	if word != "" && !strings.HasPrefix(word, "-") && (e.isSubcommand(x) || e.subcommands().clauses[word]) {
		return word
	}
	for _, v := range []ssa.Value{x, y} {
		if call, ok := v.(*ssa.Call); ok && call.Call.StaticCallee() != nil && call.Call.StaticCallee().Name() == "FullCommand" && len(call.Call.Args) == 1 {
			return e.clauseName(call.Call.Args[0])
		}
	}
	return ""
}

// calledName returns the name of the function or method that is called, or of
// the variable that it is kept in, or "".
func calledName(call *ssa.Call) string {
	switch fn := call.Call.StaticCallee(); {
	case call.Call.IsInvoke():
		return call.Call.Method.Name()
	case fn != nil:
		return fn.Name()
	}
	if load, ok := call.Call.Value.(*ssa.UnOp); ok {
		return simpleName(load.X)
	}
	return ""
}

// isSubcommand reports whether a string is a word of the command line that is
// not a flag: of os.Args, flag.Args, or what a parser returns.
func (e *engine) isSubcommand(v ssa.Value) bool {
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsString == 0 {
		return false
	}
	is, ok := e.words[v]
	if !ok {
		e.words[v] = false // while it is found out: s = strings.ToLower(s)
		is = slices.ContainsFunc(e.ix.Trace(v), e.isWord)
		e.words[v] = is
	}
	return is
}

// isWord reports whether a root is a word of the command line, or a parameter
// that callers give the words for.
func (e *engine) isWord(r values.Root) bool {
	switch r.Kind {
	case values.Global:
		return r.Obj != nil && r.Obj.Pkg() != nil && r.Obj.Pkg().Path() == "os" && r.Obj.Name() == "Args"
	case values.Result:
		call, ok := r.Value.(*ssa.Call)
		return ok && e.yieldsWord(call)
	case values.Param:
		p := r.Fn.Params[r.Index]
		if _, isSlice := p.Type().Underlying().(*types.Slice); !isSlice && !commandWords(p.Name()) || e.joining > 3 {
			return false
		}
		e.joining++
		defer func() { e.joining-- }()
		return slices.ContainsFunc(e.traceUp(p), func(up values.Root) bool { return up.Kind != values.Param && e.isWord(up) })
	}
	return false
}

// yieldsWord reports whether a call returns a word of the command line.
func (e *engine) yieldsWord(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	path := values.PathOf(fn)
	switch fn.Name() {
	case "Arg", "Args":
		return path == "flag" || strings.HasSuffix(path, "/pflag")
	case "Parse", "MustParse":
		return strings.Contains(path, "kingpin")
	case "Command":
		return strings.HasSuffix(path, "/kong")
	case "Or":
		return path == "cmp" && slices.ContainsFunc(e.ix.Elements(call.Call.Args[0], false), e.isWord)
	case "ToLower", "TrimSpace":
		return path == "strings" && e.isSubcommand(call.Call.Args[0])
	}
	return false
}

// text returns a constant string.
func text(v ssa.Value) string {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return constant.StringVal(c.Value)
	}
	return ""
}
