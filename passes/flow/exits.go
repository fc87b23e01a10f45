package flow

import (
	"go/constant"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/siglint/siglint/passes/values"
)

// A leave is how control leaves a function soon after a branch, if it does.
type leave int

const (
	stays       leave = iota
	fails             // with an error, an exit or a panic
	quietly           // without a call
	speaking          // after calls that say something
	working           // after calls that do something else
	complaining       // after it wrote to standard error
)

// leaving says how all ways from a block that is come to from another leave the
// function, if they do so within a few blocks. Unless they fail, the block that is
// come to else may not lead there too.
func (e *engine) leaving(from, b, instead *ssa.BasicBlock) leave {
	how, left, shared := stays, 8, false
	seen := make(map[*ssa.BasicBlock]bool)
	var follow func(from, b *ssa.BasicBlock, after leave) bool
	follow = func(from, b *ssa.BasicBlock, after leave) bool {
		if seen[b] && len(b.Succs) > 0 {
			return true
		}
		seen[b] = true
		left--
		if left < 0 || mayStay(b) {
			return false
		}
		shared = shared || len(b.Preds) > 1 && !returnsAtOnce(b) && e.leadsTo(instead, b)
		after = max(after, does(b))
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.Panic:
			how = max(how, fails)
		case *ssa.Return:
			how = max(how, howReturns(last, from, after))
		default:
			if exitsAtEnd(b) {
				how = max(how, fails)
				return true
			}
			for _, s := range b.Succs {
				if !follow(b, s, after) {
					return false
				}
			}
		}
		return true
	}
	if !follow(from, b, quietly) || shared && how != fails {
		return stays
	}
	return how
}

// mayStay reports whether control may stay in a block, as in select {}.
func mayStay(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
		_, ok := instr.(*ssa.Select)
		return ok
	})
}

// does says what the calls of a block do, if control leaves after them.
func does(b *ssa.BasicBlock) leave {
	how := quietly
	for _, instr := range b.Instrs {
		call, ok := instr.(*ssa.Call)
		switch {
		case !ok:
		case complains(call), strings.Contains(strings.ToLower(calledName(call)), "usage"):
			how = complaining
		case says(call), isSaid(call):
			how = max(how, speaking)
		default:
			how = max(how, working)
		}
	}
	return how
}

// complains reports whether a call writes to standard error: who leaves after
// that has failed.
func complains(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || len(call.Call.Args) == 0 || values.PathOf(fn) != "fmt" && values.PathOf(fn) != "os" && values.PathOf(fn) != "io" {
		return false
	}
	to := call.Call.Args[0]
	if m, ok := to.(*ssa.MakeInterface); ok {
		to = m.X
	}
	load, ok := to.(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Name() == "Stderr" && g.Pkg.Pkg.Path() == "os"
}

// says reports whether a call does nothing but to say something, or to find out
// what to say.
func says(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return true
	}
	name := calledName(call)
	if hasCheckWord(name) || hasWord(name, []string{"Print", "Show", "List", "Log", "Write", "String", "Error", "Dump", "Display", "Get", "Info"}) {
		return true
	}
	return fn != nil && textPackages[values.PathOf(fn)]
}

// isSaid reports whether what a call yields only goes into a list of arguments,
// as of what prints it.
func isSaid(call *ssa.Call) bool {
	refs := *call.Referrers()
	for _, ref := range refs {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.DebugRef:
		case *ssa.Store:
			if _, ok := ref.Addr.(*ssa.IndexAddr); !ok {
				return false
			}
		default:
			return false
		}
	}
	return len(refs) > 0
}

// textPackages are those of the standard library that make and write texts.
var textPackages = map[string]bool{
	"bufio": true, "bytes": true, "encoding/json": true, "errors": true, "flag": true, "fmt": true, "io": true, "log": true,
	"log/slog": true, "path": true, "path/filepath": true, "sort": true, "strconv": true, "strings": true, "text/tabwriter": true,
	"text/template": true, "time": true,
}

func returnsAtOnce(b *ssa.BasicBlock) bool {
	_, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
	return ok && len(b.Instrs) <= 3
}

// howReturns says how a return leaves that is come to from a block: with an
// error made on the way or with a status that is not zero, or else.
func howReturns(ret *ssa.Return, from *ssa.BasicBlock, after leave) leave {
	for _, v := range ret.Results {
		if p, ok := v.(*ssa.Phi); ok && p.Block() == ret.Block() {
			v = p.Edges[slices.Index(ret.Block().Preds, from)]
		}
		v = lastOf(v)
		if isErrorType(v.Type()) && isFailure(v) {
			return fails
		}
		if c, ok := v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Int && constant.Sign(c.Value) != 0 {
			return fails
		}
	}
	if after == complaining {
		return fails
	}
	return after
}

// isFailure reports whether an error is certainly one: not nil, and not what
// the work that is called instead yields.
func isFailure(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Const:
		return v.Value != nil
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		if fn == nil {
			return false
		}
		path, name := values.PathOf(fn), strings.ToLower(fn.Name())
		return path == "fmt" || strings.HasSuffix(path, "errors") || strings.Contains(name, "error") ||
			strings.HasPrefix(name, "err") || strings.HasPrefix(name, "exit")
	case *ssa.UnOp:
		if _, ok := v.X.(*ssa.Alloc); ok {
			last := lastOf(v)
			return last != v && isFailure(last)
		}
		return true // one that is kept
	case *ssa.MakeInterface, *ssa.Parameter, *ssa.Phi:
		return true
	}
	return false
}

// lastOf returns what a variable is set to in the block that reads it, as results
// are in a function that defers something; else the value itself.
func lastOf(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok {
		if a, ok := load.X.(*ssa.Alloc); ok {
			if last := lastStore(a, load); last != nil {
				return last
			}
		}
	}
	return v
}

// lastStore returns what a block stores in a variable at last before it loads
// it, or nil. What is stored there may be a load itself, but an earlier one.
func lastStore(a *ssa.Alloc, load *ssa.UnOp) ssa.Value {
	var last ssa.Value
	for _, instr := range load.Block().Instrs {
		if instr == load {
			break
		}
		if s, ok := instr.(*ssa.Store); ok && s.Addr == a {
			last = s.Val
		}
	}
	return last
}

// isEntry reports whether a function is main.main.
func isEntry(fn *ssa.Function) bool {
	return fn.Name() == "main" && fn.Parent() == nil && fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main"
}
