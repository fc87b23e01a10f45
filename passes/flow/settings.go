package flow

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// setting names the flag, field of a configuration or variable of the
// environment that a value is, or returns "".
func (e *engine) setting(v ssa.Value) string {
	b, ok := v.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&(types.IsBoolean|types.IsString|types.IsInteger) == 0 {
		return ""
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if name := e.flagAt(load.X); name != "" {
			return name
		}
	}
	if own := e.ownParameter(v); own != "" {
		return own
	}
	if e.mixes(v) {
		return ""
	}
	f, t := fieldRead(v)
	name, pure := e.source(v)
	if name != "" && pure && (f == nil || !ofOptions(t) && !tagged(t, f)) {
		return name
	}
	if f != nil {
		if e.configField(f, t) {
			return e.fieldOfParameter(v, f, e.fieldName(v, f, t))
		}
		return ""
	}
	if load, ok := v.(*ssa.UnOp); ok {
		if g, ok := load.X.(*ssa.Global); ok && pure && e.configVar(g) {
			return nameOfVar(g, e.pass.Pkg)
		}
	}
	return ""
}

// mixes reports whether a variable may be taken from several settings.
func (e *engine) mixes(v ssa.Value) bool {
	p, ok := v.(*ssa.Phi)
	if !ok || e.joining > 3 {
		return false
	}
	e.joining++
	defer func() { e.joining-- }()
	name := ""
	for _, x := range p.Edges {
		switch own := e.setting(x); {
		case own == "":
		case name == "":
			name = own
		case own != name:
			return true
		}
	}
	return false
}

// nameOfVar spells a variable as the package does.
func nameOfVar(g *ssa.Global, in *types.Package) string {
	if g.Pkg.Pkg != in {
		return g.Pkg.Pkg.Name() + "." + g.Name()
	}
	return g.Name()
}

// source names the one flag or variable of the environment that a value comes
// from; pure says that nothing but constants comes in besides.
func (e *engine) source(v ssa.Value) (name string, pure bool) {
	pure = true
	for _, r := range e.ix.Trace(v) {
		from := ""
		switch r.Kind {
		case values.Result:
			if call, ok := r.Value.(*ssa.Call); ok {
				from = e.settingCall(call)
			}
			if from != "" && e.reassigned(from) {
				from = ""
			}
			pure = pure && from != ""
		case values.Field, values.Global:
			from = e.flagNames()[r.Obj]
			pure = pure && !e.moreThanFlags[r.Obj]
		case values.Made:
			_, isConst := r.Value.(*ssa.Const)
			pure = pure && isConst
		case values.Param:
			from = e.paramSetting(r)
			pure = pure && from != ""
		default:
			pure = false
		}
		if from != "" && name != "" && from != name {
			pure = false
		}
		if name == "" {
			name = from
		}
	}
	return name, pure
}

// paramSetting names the setting that all callers give for a parameter, or
// returns "".
func (e *engine) paramSetting(p values.Root) string {
	if visible(p.Fn) || len(e.ix.ValueUses(p.Fn)) > 0 || e.joining > 3 {
		return ""
	}
	e.joining++
	defer func() { e.joining-- }()
	name := ""
	for i, call := range e.callersOf(p.Fn) {
		args := e.arguments(p.Fn, call.Common())
		if p.Index >= len(args) || args[p.Index] == nil {
			return ""
		}
		own := e.setting(args[p.Index])
		if t := (Term{What: own}); strings.Count(own, parameterMark) > 1 {
			own = t.named().What
		}
		if own == "" || strings.HasPrefix(own, parameterMark) || i > 0 && own != name {
			return ""
		}
		name = own
	}
	return name
}

// fieldRead returns the field that a value is read from, or the address of,
// and its struct.
func fieldRead(v ssa.Value) (*types.Var, types.Type) {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	var t types.Type
	i := 0
	switch v := v.(type) {
	case *ssa.FieldAddr:
		t, i = v.X.Type(), v.Field
	case *ssa.Field:
		t, i = v.X.Type(), v.Field
	default:
		return nil, nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return values.FieldOf(t, i), t
}

// configField reports whether a field is one that a person sets: it has a tag, or
// belongs to a type named for options or is exported, and is no state. The state
// of options themselves has no exported name.
func (e *engine) configField(f *types.Var, t types.Type) bool {
	switch {
	case tagged(t, f), ofOptions(t) && f.Exported():
		return true
	case ofOptions(t), f.Exported():
		return !e.isState(f)
	}
	return false
}

// configVar reports whether a package variable is one that a person sets.
func (e *engine) configVar(g *ssa.Global) bool {
	v, ok := g.Object().(*types.Var)
	if !ok || e.isState(v) {
		return false
	}
	if v.Exported() {
		return v.Pkg() == e.pass.Pkg || strings.Contains(v.Pkg().Path(), ".")
	}
	for _, x := range e.ix.StoredGlobal(g) {
		if _, isConst := x.(*ssa.Const); !isConst {
			return true
		}
	}
	return false // a constant, but for its name
}

// ofOptions reports whether a type is named for options.
func ofOptions(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	name := strings.ToLower(named.Obj().Name())
	for _, part := range []string{"conf", "opt", "flag", "setting", "param", "arg", "cfg"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// configTags are the keys of struct tags by which configurations are read.
var configTags = []string{"yaml", "toml", "mapstructure", "hcl", "ini", "koanf", "env", "envconfig", "long", "arg", "help", "flag", "cli"}

// tagged reports whether a field has a tag by which configurations are read.
func tagged(t types.Type, f *types.Var) bool {
	tag := tagOf(t, f)
	for _, key := range configTags {
		if _, ok := tag.Lookup(key); ok {
			return true
		}
	}
	return false
}

func tagOf(t types.Type, f *types.Var) reflect.StructTag {
	if s, ok := t.Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			if s.Field(i).Origin() == f {
				return reflect.StructTag(s.Tag(i))
			}
		}
	}
	return ""
}

// fieldName names a field by the flag that its tag declares, or as it is read.
func (e *engine) fieldName(v ssa.Value, f *types.Var, t types.Type) string {
	tag := tagOf(t, f)
	if long := tag.Get("long"); long != "" {
		return "--" + long
	}
	if arg, _, _ := strings.Cut(tag.Get("arg"), ","); strings.HasPrefix(arg, "--") {
		return arg
	}
	if _, ok := tag.Lookup("help"); ok {
		if name := tag.Get("name"); name != "" {
			return "--" + name
		}
		return "--" + kebab(f.Name())
	}
	return e.fieldPath(v)
}

// fieldPath spells a field by the type that it belongs to, or by the one named
// for options that it is a part of: "Config.HTTP.Timeout". Names of variables
// would differ from function to function.
func (e *engine) fieldPath(v ssa.Value) string {
	path := ""
	for {
		f, t := fieldRead(v)
		path = strings.TrimSuffix(f.Name()+"."+path, ".")
		base := baseOf(v)
		named, isNamed := types.Unalias(t).(*types.Named)
		next, _ := fieldRead(base)
		switch {
		case isNamed && (next == nil || ofOptions(t)):
			return named.Obj().Name() + "." + path
		case next == nil:
			return strings.TrimPrefix(e.varName(base)+"."+path, ".")
		}
		v = base
	}
}

// baseOf returns what a field is read from, as a value that may be read from a
// field itself.
func baseOf(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.UnOp:
		return baseOf(v.X)
	case *ssa.FieldAddr:
		return v.X
	case *ssa.Field:
		return v.X
	}
	return v
}

// isState reports whether the package sets a field or variable to a constant
// while it runs: what was done, not what was asked for.
func (e *engine) isState(v *types.Var) bool {
	if e.states == nil {
		e.states = make(map[*types.Var]bool)
		for _, fn := range e.ix.Funcs {
			if setsVariables(fn) {
				continue
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					e.noteState(instr)
				}
			}
		}
	}
	return e.states[v]
}

// noteState notes the place that a store of a constant changes: the fields of
// what is made on the spot are only given their first values.
func (e *engine) noteState(instr ssa.Instruction) {
	s, ok := instr.(*ssa.Store)
	if !ok {
		return
	}
	if c, isConst := s.Val.(*ssa.Const); !isConst || c.Value == nil {
		return
	}
	switch addr := s.Addr.(type) {
	case *ssa.FieldAddr:
		if _, made := addr.X.(*ssa.Alloc); !made {
			e.states[values.FieldOf(addr.X.Type(), addr.Field)] = true
		}
	case *ssa.Global:
		if v, ok := addr.Object().(*types.Var); ok {
			e.states[v] = true
		}
	}
}
