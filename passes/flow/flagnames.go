package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// settingCall names the flag, option or variable that a call reads.
func (e *engine) settingCall(call *ssa.Call) string {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return ""
	}
	path, args := values.PathOf(fn), call.Call.Args
	switch {
	case path == "os":
		switch fn.Name() {
		case "Getenv", "LookupEnv":
			return e.variable(args[0])
		case "Getpid":
			return "process ID"
		}
		return ""
	case path == "flag" && fn.Name() == "NArg":
		return "number of arguments"
	}
	if name, ok := strings.CutPrefix(fn.Name(), "Get"); ok && fn.Signature.Recv() == nil && len(args) == 1 && getters[name] {
		return text(args[0]) // viper.GetBool("watch")
	}
	dashes := dashesOf(path)
	if fn.Signature.Recv() != nil && len(args) == 2 && getters[strings.TrimPrefix(fn.Name(), "Get")] {
		if s := text(args[1]); s != "" {
			return dashes + s
		}
	}
	if dashes == "" {
		return ""
	}
	for _, a := range args {
		if s := text(a); s != "" {
			return dashes + s
		}
	}
	return clauseFlag(call)
}

// variable names the variable of the environment that is looked up by a value.
func (e *engine) variable(v ssa.Value) string {
	name := text(v)
	if f, _ := fieldRead(v); name == "" && f != nil {
		for i, stored := range e.ix.StoredField(f) {
			switch s := text(stored); {
			case i == 0:
				name = s
			case s != name:
				name = ""
			}
		}
	}
	if name == "" {
		return "a variable of the environment"
	}
	return "$" + name
}

// getters are methods that read an option or a setting by its name, also with
// "Get" before it.
var getters = map[string]bool{
	"Bool": true, "String": true, "Int": true, "Int64": true, "Uint": true, "Duration": true, "IsSet": true, "Changed": true,
}

// dashesOf returns what precedes the flags that a package parses, or "" if it
// does not look like one that parses flags.
func dashesOf(path string) string {
	switch {
	case path == "flag":
		return "-"
	case strings.HasSuffix(path, "flag"), strings.HasSuffix(path, "flags"), strings.Contains(path, "kingpin"),
		strings.Contains(path, "/cli"), strings.Contains(path, "cobra"):
		return "--"
	}
	return ""
}

// clauseFlag names the flag that a chain of calls is about:
// app.Flag("watch", "...").Default("true").Bool().
func clauseFlag(call *ssa.Call) string {
	for range 8 {
		fn := call.Call.StaticCallee()
		if fn == nil || len(call.Call.Args) == 0 {
			return ""
		}
		if fn.Name() == "Flag" && len(call.Call.Args) > 1 {
			return "--" + clauseWord(call)
		}
		before, ok := call.Call.Args[0].(*ssa.Call)
		if load, isLoad := call.Call.Args[0].(*ssa.UnOp); isLoad {
			if f, isField := load.X.(*ssa.FieldAddr); isField {
				before, ok = f.X.(*ssa.Call) // of an embedded pointer
			}
		}
		if f, isField := call.Call.Args[0].(*ssa.FieldAddr); isField {
			before, ok = f.X.(*ssa.Call)
		}
		if !ok {
			return ""
		}
		call = before
	}
	return ""
}

// clauseWord returns the name that a call makes a flag or command by: the first
// argument behind the receiver, if there is one.
func clauseWord(call *ssa.Call) string {
	args := call.Call.Args
	if call.Call.Signature().Recv() != nil && !call.Call.IsInvoke() && len(args) > 0 {
		args = args[1:]
	}
	if len(args) == 0 {
		return ""
	}
	return text(args[0])
}

// flagNames maps the variables and fields that flags are parsed into, and
// local variables by where they are made, to the names of the flags.
func (e *engine) flagNames() map[any]string {
	if e.flags != nil {
		return e.flags
	}
	e.flags, e.moreThanFlags = make(map[any]string), make(map[any]bool)
	for _, fn := range e.ix.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					e.noteFlag(call)
				}
			}
		}
	}
	return e.flags
}

// noteFlag notes the variable of a call like flag.BoolVar(&watch, "watch", ...).
func (e *engine) noteFlag(call *ssa.Call) {
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg == e.ix.Pkg || !strings.Contains(fn.Name(), "Var") {
		return
	}
	dashes := dashesOf(values.PathOf(fn))
	if dashes == "" {
		return
	}
	for i, arg := range call.Call.Args {
		key := e.flagKey(arg)
		if _, isPointer := arg.Type().Underlying().(*types.Pointer); !isPointer || key == nil || i == 0 && fn.Signature.Recv() != nil {
			continue
		}
		name := clauseFlag(call)
		if i+1 < len(call.Call.Args) {
			if s := text(call.Call.Args[i+1]); s != "" {
				name = dashes + s
			}
		}
		switch {
		case name == "":
		case e.setSince(key, call):
			e.moreThanFlags[key] = true
		case e.flags[key] == "":
			e.flags[key] = name
		}
		return
	}
}

// setSince reports whether the program puts something else than a constant where
// a call has a flag parsed into, unless as its default: it is more than the flag.
func (e *engine) setSince(key any, parsed *ssa.Call) bool {
	if e.stores == nil {
		e.stores = make(map[any][]*ssa.Store)
		e.eachInstr(func(instr ssa.Instruction) {
			if s, ok := instr.(*ssa.Store); ok {
				if _, isConst := s.Val.(*ssa.Const); isConst {
					return
				}
				if k := e.flagKey(s.Addr); k != nil {
					e.stores[k] = append(e.stores[k], s)
				}
			}
		})
	}
	return slices.ContainsFunc(e.stores[key], func(s *ssa.Store) bool {
		return s.Parent() != parsed.Parent() || !precedes(s, parsed)
	})
}

// flagKey returns what an address stands for among the flags, or nil.
func (e *engine) flagKey(addr ssa.Value) any {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		return values.FieldOf(addr.X.Type(), addr.Field)
	case *ssa.Global:
		if v, ok := addr.Object().(*types.Var); ok {
			return v
		}
	case *ssa.Alloc:
		return addr
	case *ssa.FreeVar:
		for i, fv := range addr.Parent().FreeVars {
			if made := e.ix.Closures(addr.Parent()); fv == addr && len(made) > 0 {
				return e.flagKey(made[0].Bindings[i])
			}
		}
	}
	return nil
}

// flagAt names the flag that is parsed into a place, or returns "".
func (e *engine) flagAt(addr ssa.Value) string {
	key := e.flagKey(addr)
	if key == nil {
		return ""
	}
	return e.flagNames()[key]
}
