package flow

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// condition says in words what a block depends on, or "" if it is always
// reached, or only short of an error. Only conditions that a person sets
// count: flags, options, fields of a configuration, the environment, the
// platform, signal.Ignored.
func (e *engine) condition(b *ssa.BasicBlock) string {
	if c, ok := e.conds[b]; ok {
		return c
	}
	e.conds[b] = "" // while it is computed
	var parts []string
	for at := b; at != nil && len(parts) < 3; at = at.Idom() {
		d := at.Idom()
		if d == nil {
			break
		}
		c, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		branch, decides := decides(d, at)
		if !decides {
			continue
		}
		other := d.Succs[boolIndex(!branch)]
		if words := e.option(c.Cond, branch); words != "" && !earlyExit(other) && !(checksOnly(words) && !leadsTo(other, at)) {
			parts = append(parts, words)
		}
	}
	words := ""
	if len(parts) > 0 {
		for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
			parts[i], parts[j] = parts[j], parts[i]
		}
		words = "only if " + strings.Join(parts, " and ")
	}
	e.conds[b] = words
	return words
}

// dead reports whether a block is behind a condition that is constantly false,
// as runtime.GOOS == "windows" is elsewhere.
func dead(b *ssa.BasicBlock) bool {
	for at := b; at.Idom() != nil; at = at.Idom() {
		d := at.Idom()
		c, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		k, isConst := c.Cond.(*ssa.Const)
		if branch, ok := decides(d, at); ok && isConst && k.Value != nil && constant.BoolVal(k.Value) != branch {
			return true
		}
	}
	return false
}

// decides reports whether the branch at the end of d decides if at is reached,
// and by which outcome.
func decides(d, at *ssa.BasicBlock) (branch, ok bool) {
	yes, no := d.Succs[0], d.Succs[1]
	y := len(yes.Preds) == 1 && yes.Dominates(at)
	n := len(no.Preds) == 1 && no.Dominates(at)
	return y, y != n
}

func boolIndex(b bool) int {
	if b {
		return 0
	}
	return 1
}

// earlyExit reports whether a block only says something and leaves: that is
// an error, a version or a usage, and no condition on what the program does.
func earlyExit(b *ssa.BasicBlock) bool {
	if len(b.Preds) > 1 {
		return false // where the branches meet again
	}
	for range 6 {
		said := false
		for _, instr := range b.Instrs {
			if _, ok := instr.(*ssa.Call); ok {
				said = true
			}
		}
		switch b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Return, *ssa.Panic:
			return said || b.Parent().Name() == "main" && b.Parent().Pkg.Pkg.Name() == "main"
		case *ssa.Jump:
			if len(b.Succs[0].Preds) > 1 && !returnsAtOnce(b.Succs[0]) {
				return false
			}
			b = b.Succs[0]
		default:
			return false
		}
	}
	return false
}

func returnsAtOnce(b *ssa.BasicBlock) bool {
	_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	return ok && len(b.Instrs) <= 3
}

// option puts a condition in words, if it is one that a person sets.
func (e *engine) option(v ssa.Value, branch bool) string {
	switch v := v.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return e.option(v.X, !branch)
		}
		if v.Op == token.MUL {
			return setOrNot(e.setting(v), branch)
		}
	case *ssa.BinOp:
		return e.comparison(v, branch)
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil && fn.Pkg != nil && fn.Pkg.Pkg.Path() == "os/signal" && fn.Name() == "Ignored" {
			if branch {
				return "the signal was ignored at the start"
			}
			return "the signal was not ignored at the start"
		}
	case *ssa.Field, *ssa.Parameter:
		return setOrNot(e.setting(v), branch)
	case *ssa.Phi:
		if e.joining > 3 {
			return "" // a variable that a loop sets
		}
		e.joining++
		defer func() { e.joining-- }()
		return e.joined(v, branch)
	case *ssa.TypeAssert:
		if branch {
			return setOrNot(lookedUp(v.X), branch)
		}
	}
	return ""
}

func setOrNot(name string, branch bool) string {
	switch {
	case name == "":
		return ""
	case branch:
		return name + " is set"
	}
	return name + " is not set"
}

// comparison puts x == c in words.
func (e *engine) comparison(b *ssa.BinOp, branch bool) string {
	x, y := b.X, b.Y
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
	}
	c, ok := y.(*ssa.Const)
	if !ok || c.Value == nil {
		return ""
	}
	name := e.setting(x)
	if name == "" || e.isSubcommand(x) {
		return "" // which subcommand it is, is told apart
	}
	if b.Op == token.NEQ {
		branch = !branch
	} else if b.Op != token.EQL {
		return fmt.Sprintf("%s %s %s", name, b.Op, c.Value)
	}
	if c.Value.Kind() == constant.String && constant.StringVal(c.Value) == "" {
		return setOrNot(name, !branch)
	}
	if branch {
		return fmt.Sprintf("%s is %s", name, c.Value)
	}
	return fmt.Sprintf("%s is not %s", name, c.Value)
}

// setting names the flag, option or variable of the environment that a value
// comes from, or returns "".
func (e *engine) setting(v ssa.Value) string {
	b, ok := v.Type().Underlying().(*types.Basic)
	if !ok || b.Info()&(types.IsBoolean|types.IsString|types.IsInteger) == 0 {
		return ""
	}
	for _, r := range e.ix.Trace(v) {
		if r.Kind != values.Result {
			continue
		}
		if call, ok := r.Value.(*ssa.Call); ok {
			if name := settingCall(call); name != "" {
				return name
			}
		}
	}
	for _, r := range e.ix.Trace(v) {
		switch r.Kind {
		case values.Field:
			if configField(v, r) {
				return e.varName(v)
			}
		case values.Global:
			if r.Obj == nil {
				continue // the guard of the initialiser
			}
			if r.Obj.Pkg() != nil && r.Obj.Pkg().Path() == "runtime" && r.Obj.Name() == "GOOS" {
				return "GOOS"
			}
			return r.Obj.Name()
		}
	}
	return ""
}

// configField reports whether a field belongs to a type named for options.
func configField(v ssa.Value, r values.Root) bool {
	t := owner(v)
	if t == "" {
		return r.Obj.Exported()
	}
	t = strings.ToLower(t)
	for _, part := range []string{"conf", "opt", "flag", "setting", "param", "arg", "cfg"} {
		if strings.Contains(t, part) {
			return true
		}
	}
	return r.Obj.Exported()
}

// owner returns the name of the type that a field is read from.
func owner(v ssa.Value) string {
	var t types.Type
	switch v := v.(type) {
	case *ssa.UnOp:
		f, ok := v.X.(*ssa.FieldAddr)
		if !ok {
			return ""
		}
		t = f.X.Type()
	case *ssa.Field:
		t = v.X.Type()
	default:
		return ""
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// settingCall names the flag or variable that a call reads.
func settingCall(call *ssa.Call) string {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return ""
	}
	path, args := values.PathOf(fn), call.Call.Args
	switch {
	case path == "os" && (fn.Name() == "Getenv" || fn.Name() == "LookupEnv") && len(args) == 1:
		return "$" + text(args[0])
	case path == "flag" || strings.HasSuffix(path, "/pflag") || strings.Contains(path, "kingpin"):
		for _, a := range args {
			if s := text(a); s != "" {
				return "-" + s
			}
		}
		if fn.Name() == "NArg" {
			return "number of arguments"
		}
	}
	return ""
}

// text returns a constant string.
func text(v ssa.Value) string {
	if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return constant.StringVal(c.Value)
	}
	return ""
}
