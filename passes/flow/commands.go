package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A program with subcommands keeps them as structs that have a name and a
// function (cobra, urfave/cli), or as a map of functions by name
// (hashicorp/cli). What such a function reaches is reached with that
// subcommand only. A command counts as one of several only where the package
// itself adds it to another; the one that is run is the program.

// subcommands finds the structs of subcommands, by where they are made.
func (e *engine) subcommands() map[ssa.Value]string {
	if e.commands != nil {
		return e.commands
	}
	e.commands = make(map[ssa.Value]string)
	e.offered()
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case ssa.CallInstruction:
					e.added(instr.Common())
				case *ssa.Store:
					if f, ok := instr.Addr.(*ssa.FieldAddr); ok && isCommandList(values.FieldOf(f.X.Type(), f.Field)) {
						e.listed(instr.Val)
					}
				}
			}
		}
	}
	return e.commands
}

// offered notes the commands in exported variables, which other packages add
// to theirs, unless they are run or added to here.
func (e *engine) offered() {
	if e.pass.Pkg.Name() == "main" {
		return
	}
	parents := make(map[*types.Var]bool)
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok || len(call.Common().Args) == 0 || call.Common().StaticCallee() == nil {
					continue
				}
				if name := call.Common().StaticCallee().Name(); name == "AddCommand" || strings.HasPrefix(name, "Execute") {
					for _, r := range e.ix.Trace(call.Common().Args[0]) {
						parents[r.Obj] = true
					}
				}
			}
		}
	}
	for _, m := range e.ix.Pkg.Members {
		g, ok := m.(*ssa.Global)
		if !ok || g.Object() == nil || !g.Object().Exported() {
			continue
		}
		if v, ok := g.Object().(*types.Var); !ok || parents[v] || !addsCommands(v.Type()) {
			continue
		}
		for _, v := range e.ix.StoredGlobal(g) {
			if a, ok := v.(*ssa.Alloc); ok {
				if name := commandName(a); name != "" {
					e.commands[a] = name
				}
			}
		}
	}
}

// addsCommands reports whether a type is that of commands which hold others.
func addsCommands(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "AddCommand")
	_, ok := obj.(*types.Func)
	return ok
}

// added notes the arguments of parent.AddCommand(child...).
func (e *engine) added(c *ssa.CallCommon) {
	fn := c.StaticCallee()
	if fn == nil || fn.Name() != "AddCommand" || len(c.Args) != 2 {
		return
	}
	e.listed(c.Args[1])
}

func isCommandList(f *types.Var) bool {
	return f != nil && (f.Name() == "Commands" || f.Name() == "Subcommands")
}

// listed notes the commands in a list of them.
func (e *engine) listed(list ssa.Value) {
	for _, r := range e.ix.Elements(list, false) {
		switch v := r.Value.(type) {
		case *ssa.Alloc:
			if name := commandName(v); name != "" {
				e.commands[v] = name
			}
		case *ssa.Call:
			var fact reaches
			if obj := calleeObject(v); obj != nil && len(e.imports) > 0 && e.pass.ImportObjectFact(obj, &fact) && fact.Makes != "" {
				e.commands[v] = fact.Makes
			}
		}
	}
}

func calleeObject(call ssa.CallInstruction) *types.Func {
	if fn := call.Common().StaticCallee(); fn != nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			return obj.Origin()
		}
	}
	return nil
}

// makes returns the name of the command whose struct a function returns, or "".
func (e *engine) makes(fn *ssa.Function) string {
	if fn.Signature.Results().Len() != 1 {
		return ""
	}
	if _, ok := fn.Signature.Results().At(0).Type().Underlying().(*types.Pointer); !ok {
		return ""
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for _, r := range e.ix.Trace(ret.Results[0]) {
			if a, ok := r.Value.(*ssa.Alloc); ok && r.Kind == values.Made {
				return commandName(a)
			}
		}
	}
	return ""
}

// commandName reads the name of a command from its struct: the first word of
// field Use, or field Name.
func commandName(a *ssa.Alloc) string {
	for _, ref := range *a.Referrers() {
		f, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		field := values.FieldOf(f.X.Type(), f.Field)
		if field == nil || field.Name() != "Use" && field.Name() != "Name" {
			continue
		}
		for _, use := range *f.Referrers() {
			if s, ok := use.(*ssa.Store); ok && s.Addr == f {
				name, _, _ := strings.Cut(text(s.Val), " ")
				return name
			}
		}
	}
	return ""
}

// commandOf returns the subcommand that a function value is for, where an
// instruction makes or stores it for one; else "".
func (e *engine) commandOf(instr ssa.Instruction) string {
	switch instr := instr.(type) {
	case *ssa.Call:
		return e.subcommands()[instr]
	case *ssa.Store:
		if f, ok := instr.Addr.(*ssa.FieldAddr); ok {
			return e.subcommands()[f.X]
		}
	case *ssa.MapUpdate:
		m, ok := instr.Map.Type().Underlying().(*types.Map)
		if !ok {
			return ""
		}
		if named, ok := types.Unalias(m.Elem()).(*types.Named); ok && strings.Contains(named.Obj().Name(), "Command") {
			return text(instr.Key)
		}
	case *ssa.MakeClosure, *ssa.ChangeType:
		refs := *instr.(ssa.Value).Referrers()
		if len(refs) == 1 {
			return e.commandOf(refs[0])
		}
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
		if !(c.Op == token.EQL && want || c.Op == token.NEQ && !want) {
			return ""
		}
		x, y := c.X, c.Y
		if _, ok := x.(*ssa.Const); ok {
			x, y = y, x
		}
		return e.commandWord(x, y)
	}
	return ""
}

// commandWord returns the subcommand that a comparison asks for.
func (e *engine) commandWord(x, y ssa.Value) string {
	word, _, _ := strings.Cut(text(y), " ")
	if word != "" && !strings.HasPrefix(word, "-") && e.isSubcommand(x) {
		return word
	}
	for _, v := range []ssa.Value{x, y} {
		if call, ok := v.(*ssa.Call); ok && call.Call.StaticCallee() != nil && call.Call.StaticCallee().Name() == "FullCommand" && len(call.Call.Args) == 1 {
			return e.clauseName(call.Call.Args[0])
		}
	}
	return ""
}

// clauseName returns the name that a command was made with: app.Command("serve", ...).
func (e *engine) clauseName(v ssa.Value) string {
	for _, r := range e.ix.Trace(v) {
		if call, ok := r.Value.(*ssa.Call); ok && r.Kind == values.Result && len(call.Call.Args) > 1 {
			if fn := call.Call.StaticCallee(); fn != nil && fn.Name() == "Command" {
				return text(call.Call.Args[1])
			}
		}
	}
	return ""
}

// isSubcommand reports whether a string is a word of the command line that is
// not a flag: of os.Args, flag.Args, or what a parser returns.
func (e *engine) isSubcommand(v ssa.Value) bool {
	if b, ok := v.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsString == 0 {
		return false
	}
	for _, r := range e.ix.Trace(v) {
		if r.Kind == values.Global && r.Obj != nil && r.Obj.Pkg() != nil && r.Obj.Pkg().Path() == "os" && r.Obj.Name() == "Args" {
			return true
		}
		call, ok := r.Value.(*ssa.Call)
		if !ok || r.Kind != values.Result {
			continue
		}
		fn := call.Call.StaticCallee()
		if fn == nil {
			continue
		}
		path := values.PathOf(fn)
		switch fn.Name() {
		case "Arg", "Args":
			if path == "flag" || strings.HasSuffix(path, "/pflag") {
				return true
			}
		case "Parse", "MustParse":
			if strings.Contains(path, "kingpin") {
				return true
			}
		case "Command":
			if strings.HasSuffix(path, "/kong") {
				return true
			}
		}
	}
	return false
}

// fieldCommand returns the subcommand that a field of a struct is for, which a
// parser reads by reflection; else "".
func fieldCommand(f *types.Var, tag string) string {
	t := reflect.StructTag(tag)
	if name, ok := t.Lookup("command"); ok {
		return name
	}
	if _, ok := t.Lookup("cmd"); !ok {
		return ""
	}
	if name := t.Get("name"); name != "" {
		return name
	}
	return kebab(f.Name())
}

// kebab spells a name of Go as one of a command or flag: "dry-run".
func kebab(name string) string {
	var b strings.Builder
	lower := func(i int) bool { return i >= 0 && i < len(name) && 'a' <= name[i] && name[i] <= 'z' }
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			if i > 0 && (lower(i-1) || lower(i+1)) {
				b.WriteByte('-')
			}
			c += 'a' - 'A'
		}
		b.WriteRune(c)
	}
	return b.String()
}

// text returns a constant string.
func text(v ssa.Value) string {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return constant.StringVal(c.Value)
	}
	return ""
}
