package flow

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// Parsers of command lines say by a value which subcommand was given, or call
// what was kept for it.

// argCommand returns the subcommand that a field is for which a parser leaves
// nil unless it is given.
func argCommand(v ssa.Value) string {
	f, t := fieldRead(v)
	if f == nil {
		return ""
	}
	for part := range strings.SplitSeq(tagOf(t, f).Get("arg"), ",") {
		if name, ok := strings.CutPrefix(part, "subcommand"); ok {
			if name = strings.TrimPrefix(name, ":"); name != "" {
				return name
			}
			return strings.ToLower(f.Name())
		}
	}
	return ""
}

// commandParsed returns the subcommand that a parser says was given: the value
// of its word in what docopt yields, or a set of flags that was parsed.
func (e *engine) commandParsed(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Call:
			return e.commandParsed(tuple)
		case *ssa.TypeAssert:
			return e.commandParsed(tuple)
		}
	case *ssa.TypeAssert:
		if l := lookupOf(v.X); l != nil && e.fromUsage(l.X) {
			return plainWord(text(l.Index))
		}
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		if fn == nil || len(v.Call.Args) == 0 {
			return ""
		}
		switch {
		case fn.Name() == "Bool" && len(v.Call.Args) == 2 && strings.Contains(values.PathOf(fn), "docopt"):
			return plainWord(text(v.Call.Args[1]))
		case fn.Name() == "Parsed" && dashesOf(values.PathOf(fn)) != "":
			return e.flagSetName(v.Call.Args[0])
		}
	}
	return ""
}

// lookupOf returns the look-up in a map that a value is the result of, or nil.
func lookupOf(v ssa.Value) *ssa.Lookup {
	switch v := v.(type) {
	case *ssa.Lookup:
		return v
	case *ssa.Extract:
		l, _ := v.Tuple.(*ssa.Lookup)
		return l
	}
	return nil
}

// flagSetName returns the name that a set of flags was made with.
func (e *engine) flagSetName(set ssa.Value) string {
	for _, r := range e.ix.Trace(set) {
		if call, ok := r.Value.(*ssa.Call); ok && r.Kind == values.Result && len(call.Call.Args) > 0 {
			if fn := call.Call.StaticCallee(); fn != nil && fn.Name() == "NewFlagSet" {
				return plainWord(text(call.Call.Args[0]))
			}
		}
	}
	return ""
}

// fromUsage reports whether a map is what a parser of usage texts yields.
func (e *engine) fromUsage(m ssa.Value) bool {
	for _, r := range e.ix.Trace(m) {
		if call, ok := r.Value.(*ssa.Call); ok && r.Kind == values.Result {
			if fn := call.Call.StaticCallee(); fn != nil && strings.Contains(values.PathOf(fn), "docopt") {
				return true
			}
		}
	}
	return false
}

// plainWord returns a word if it is one of a command, and no flag or argument.
func plainWord(s string) string {
	if s == "" || strings.ContainsAny(s, "-<") && strings.IndexAny(s, "-<") == 0 || strings.ToUpper(s) == s {
		return ""
	}
	return s
}

// clauseCommand returns the subcommand that a function is given to as its
// action: app.Command("serve", "...").Action(serve).
func (e *engine) clauseCommand(call *ssa.Call) string {
	if fn := call.Call.StaticCallee(); fn == nil || !strings.HasSuffix(fn.Name(), "Action") || len(call.Call.Args) < 2 {
		return ""
	}
	return e.clauseName(call.Call.Args[0])
}

// clauseName returns the words of the command that a value is, or is made from.
func (e *engine) clauseName(v ssa.Value) string {
	if made := e.clauseOf(v); made != nil {
		return e.clausePath(made, 0)
	}
	return ""
}

// clauseOf returns the call that a command was made by: app.Command("serve", ...).
func (e *engine) clauseOf(v ssa.Value) *ssa.Call {
	for range 4 {
		var before ssa.Value
		for _, r := range e.ix.Trace(v) {
			call, ok := r.Value.(*ssa.Call)
			switch {
			case !ok || r.Kind != values.Result:
				continue
			case makesClause(call):
				return call
			case len(call.Call.Args) > 0:
				before = call.Call.Args[0]
			}
		}
		if before == nil {
			return nil
		}
		v = before
	}
	return nil
}

// clauseParent returns what a command is made under, or nil.
func clauseParent(made *ssa.Call) ssa.Value {
	switch {
	case made.Call.IsInvoke():
		return made.Call.Value
	case made.Call.Signature().Recv() != nil:
		return made.Call.Args[0]
	}
	return nil
}

// clausePath returns the words of a command that a call makes, those of the
// command that it is made under first.
func (e *engine) clausePath(call *ssa.Call, depth int) string {
	word := clauseWord(call)
	parent := clauseParent(call)
	if parent == nil || depth > 3 {
		return word
	}
	above := ""
	for _, r := range e.traceUp(parent) {
		if _, isCall := r.Value.(*ssa.Call); !isCall || r.Kind != values.Result {
			continue
		}
		made := e.clauseOf(r.Value)
		if made == nil || made == call {
			continue
		}
		path := e.clausePath(made, depth+1)
		if above != "" && path != above {
			return word // of several commands
		}
		above = path
	}
	return strings.TrimSpace(above + " " + word)
}

// defaultsTo notes the command that an instruction makes the one that is run
// where none is given: app.Command("serve", "...").Default(), or a field
// DefaultCommand.
func (e *engine) defaultsTo(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case *ssa.Call:
		if calledName(instr) != "Default" || len(instr.Call.Args) != 1 || instr.Call.IsInvoke() || instr.Call.Signature().Recv() == nil {
			return
		}
		if made := e.clauseOf(instr.Call.Args[0]); made != nil && !ofClause(made) {
			e.commands.defaults[clauseWord(made)] = true
		}
	case *ssa.Store:
		f, ok := instr.Addr.(*ssa.FieldAddr)
		if !ok || !isString(instr.Val.Type()) {
			return
		}
		if v := values.FieldOf(f.X.Type(), f.Field); v != nil && v.Name() == "DefaultCommand" {
			e.commands.defaults[text(instr.Val)] = true
		}
	}
}

// ofClause reports whether a command is made under another one.
func ofClause(made *ssa.Call) bool {
	parent := clauseParent(made)
	return parent != nil && types.Identical(parent.Type(), made.Type())
}

// makesClause reports whether a call makes a command of a parser, to which
// flags are added.
func makesClause(call *ssa.Call) bool {
	sig := call.Call.Signature()
	if calledName(call) != "Command" || sig.Params().Len() < 2 || sig.Results().Len() != 1 {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(sig.Results().At(0).Type(), true, nil, "Flag")
	_, ok := obj.(*types.Func)
	return ok
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
